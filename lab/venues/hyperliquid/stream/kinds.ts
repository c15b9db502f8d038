import type { SubscriptionType } from './subscription.ts'

/** What holds for every subscription of a type. */
export interface Kind {
  /** Channels that answer it. */
  readonly channels: readonly string[]
  /** Fields that it must have. */
  readonly needs: readonly ('coin' | 'interval' | 'user')[]
  /** Fields that it may have, with what the venue takes when they are missing. */
  readonly defaults: Readonly<Record<string, string | boolean | null>>
  /** Which of its fields can be read off the frames that answer it: all that tells one subscriber's frames from another's. */
  readonly carries: readonly ('coin' | 'interval' | 'user' | 'dex')[]
  /** Each frame of a level says all there is, so that older ones are worth nothing; each frame of edges says what happened, once. */
  readonly nature: 'level' | 'edges'
  /** What shows that nothing is missing any more: a frame, or, where frames come only when something happens, the venue's word. */
  readonly resumes: 'message' | 'acknowledged'
  /** Whether the first frame after it was asked for repeats what went before, and does not say so. */
  readonly startsOver: boolean
}

export const kinds: Readonly<Record<SubscriptionType, Kind>> = {
  allMids: level('allMids', [], { dex: '' }, ['dex']),
  l2Book: level('l2Book', ['coin'], { nSigFigs: null, mantissa: null }),
  bbo: level('bbo', ['coin']),
  activeAssetCtx: { ...level('activeAssetCtx', ['coin']), channels: ['activeAssetCtx', 'activeSpotAssetCtx'] },
  assetCtxs: level('assetCtxs', [], { dex: '' }, ['dex']),
  allDexsAssetCtxs: level('allDexsAssetCtxs', []),
  spotAssetCtxs: level('spotAssetCtxs', []),
  activeAssetData: level('activeAssetData', ['user', 'coin']),
  openOrders: level('openOrders', ['user'], { dex: '' }, ['user', 'dex']),
  clearinghouseState: level('clearinghouseState', ['user'], { dex: '' }, ['user', 'dex']),
  allDexsClearinghouseState: level('allDexsClearinghouseState', ['user']),
  spotState: level('spotState', ['user']),
  twapStates: level('twapStates', ['user'], { dex: '' }, ['user', 'dex']),
  webData2: level('webData2', ['user']),
  webData3: level('webData3', ['user']),

  trades: { ...edges('trades', ['coin']), startsOver: true },
  candle: edges('candle', ['coin', 'interval']),
  // After the first frame only what has changed.
  fastAssetCtxs: { ...edges('fastAssetCtxs', []), startsOver: true },
  userFills: edges('userFills', ['user'], { aggregateByTime: false }),
  userFundings: edges('userFundings', ['user']),
  userNonFundingLedgerUpdates: edges('userNonFundingLedgerUpdates', ['user']),
  userHistoricalOrders: edges('userHistoricalOrders', ['user']),
  userTwapSliceFills: edges('userTwapSliceFills', ['user']),
  userTwapHistory: edges('userTwapHistory', ['user']),
  // No snapshot, no replay, and no user in the payload.
  orderUpdates: silent('orderUpdates', ['user']),
  userEvents: silent('user', ['user']),
  notification: silent('notification', ['user']),
  outcomeMetaUpdates: silent('outcomeMetaUpdates', []),
}

function edges(
  channel: string,
  needs: Kind['needs'],
  defaults: Kind['defaults'] = {},
  carries: Kind['carries'] = needs,
): Kind {
  return { channels: [channel], needs, defaults, carries, nature: 'edges', resumes: 'message', startsOver: false }
}

function level(...of: Parameters<typeof edges>): Kind {
  return { ...edges(...of), nature: 'level' }
}

function silent(channel: string, needs: Kind['needs']): Kind {
  return { ...edges(channel, needs, {}, []), resumes: 'acknowledged' }
}
