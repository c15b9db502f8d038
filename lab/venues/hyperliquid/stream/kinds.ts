import type { SubscriptionType } from './subscription.ts'

/** Properties of every subscription of a type. */
export interface Kind {
  /** Channels on which its messages arrive. */
  readonly channels: readonly string[]
  /** Required fields. */
  readonly needs: readonly ('coin' | 'interval' | 'user')[]
  /** Optional fields with the values that the venue assumes when they are absent. */
  readonly defaults: Readonly<Record<string, string | boolean | null>>
  /** Fields that its messages contain: they tell which subscription a message belongs to. */
  readonly carries: readonly ('coin' | 'interval' | 'user' | 'dex')[]
  /** `state`: each message holds everything, so a newer one replaces it. `events`: each message reports something once. */
  readonly content: 'state' | 'events'
  /** What ends a gap: a message, or the acknowledgement where messages come only when something happens. */
  readonly resumes: 'message' | 'acknowledged'
  /** Whether the first message after a request repeats earlier data without saying so. */
  readonly startsOver: boolean
}

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
  // The first message holds everything, the later ones only changes.
  fastAssetCtxs: { ...events('fastAssetCtxs', []), startsOver: true },
  userFills: events('userFills', ['user'], { aggregateByTime: false }),
  userFundings: events('userFundings', ['user']),
  userNonFundingLedgerUpdates: events('userNonFundingLedgerUpdates', ['user']),
  userHistoricalOrders: events('userHistoricalOrders', ['user']),
  userTwapSliceFills: events('userTwapSliceFills', ['user']),
  userTwapHistory: events('userTwapHistory', ['user']),
  // These have no snapshot and no replay, and their messages do not name the user.
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

function silent(channel: string, needs: Kind['needs']): Kind {
  return { ...events(channel, needs, {}, []), resumes: 'acknowledged' }
}
