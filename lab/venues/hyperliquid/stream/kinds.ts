import type { SubscriptionType } from './subscription.ts'

/** Common properties of all subscriptions of one type. */
export interface Kind {
  /** Channels on which its messages arrive. */
  readonly channels: readonly string[]
  /** Required fields of the subscription. */
  readonly needs: readonly ('coin' | 'interval' | 'user')[]
  /** Optional fields of the subscription, with the values that the venue assumes when they are absent. */
  readonly defaults: Readonly<Record<string, string | boolean | null>>
  /** Fields of its messages that show to which subscription a message belongs. */
  readonly carries: readonly ('coin' | 'interval' | 'user' | 'dex')[]
  /** `state`: each message has the whole state and replaces the one before. `events`: each message has new events. */
  readonly content: 'state' | 'events'
  /** Ends a gap: a message, or the acknowledgement where messages are too rare to wait for. */
  readonly resumes: 'message' | 'acknowledged'
  /** True when the first message after a request repeats earlier data, but is not marked as a snapshot. */
  readonly startsOver: boolean
}

/** Properties of each subscription type of the venue. */
export const kinds: Readonly<Record<SubscriptionType, Kind>> = {
  allMids: state('allMids', [], { dex: '' }, ['dex']),
  l2Book: state('l2Book', ['coin'], { nSigFigs: null, mantissa: null }),
  bbo: state('bbo', ['coin']),
  activeAssetCtx: { ...state('activeAssetCtx', ['coin']), channels: ['activeAssetCtx', 'activeSpotAssetCtx'] },
  assetCtxs: state('assetCtxs', [], { dex: '' }, ['dex']),
  allDexsAssetCtxs: state('allDexsAssetCtxs', []),
  spotAssetCtxs: state('spotAssetCtxs', []),
  activeAssetData: state('activeAssetData', ['user', 'coin']),
  openOrders: state('openOrders', ['user'], { dex: '' }, ['user', 'dex']),
  clearinghouseState: state('clearinghouseState', ['user'], { dex: '' }, ['user', 'dex']),
  allDexsClearinghouseState: state('allDexsClearinghouseState', ['user']),
  spotState: state('spotState', ['user']),
  twapStates: state('twapStates', ['user'], { dex: '' }, ['user', 'dex']),
  webData2: state('webData2', ['user']),
  webData3: state('webData3', ['user']),

  trades: { ...events('trades', ['coin']), startsOver: true },
  candle: events('candle', ['coin', 'interval']),
  // The first message has the contexts of all symbols, the later ones only changes.
  fastAssetCtxs: { ...events('fastAssetCtxs', []), startsOver: true },
  userFills: events('userFills', ['user'], { aggregateByTime: false }),
  userFundings: events('userFundings', ['user']),
  userNonFundingLedgerUpdates: events('userNonFundingLedgerUpdates', ['user']),
  userHistoricalOrders: events('userHistoricalOrders', ['user']),
  userTwapSliceFills: events('userTwapSliceFills', ['user']),
  userTwapHistory: events('userTwapHistory', ['user']),
  // The venue never repeats messages of the following types, and the messages do not contain the user.
  orderUpdates: silent('orderUpdates', ['user']),
  userEvents: silent('user', ['user']),
  notification: silent('notification', ['user']),
  outcomeMetaUpdates: silent('outcomeMetaUpdates', []),
}

function events(
  channel: string,
  needs: Kind['needs'],
  defaults: Kind['defaults'] = {},
  carries: Kind['carries'] = needs,
): Kind {
  return { channels: [channel], needs, defaults, carries, content: 'events', resumes: 'message', startsOver: false }
}

function state(...of: Parameters<typeof events>): Kind {
  return { ...events(...of), content: 'state' }
}

/** A type whose messages come only when something happens, and contain no field of the subscription. */
function silent(channel: string, needs: Kind['needs']): Kind {
  return { ...events(channel, needs, {}, []), resumes: 'acknowledged' }
}
