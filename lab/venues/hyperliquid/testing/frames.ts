/** Start of the made-up messages below, in 2026. Their times are in ms from here. */
export const start = 1_780_000_000_000

export const trade = (coin: string, tid: number, t = tid, px = '100.5') => ({
  ...{ coin, side: tid % 2 ? 'B' : 'A', px, sz: '0.25', time: start + t, hash: `0x${'0'.repeat(64)}`, tid },
  users: [`0x${'a'.repeat(40)}`, `0x${'b'.repeat(40)}`],
})

export const tradesFrame = (coin: string, ...tids: readonly number[]) => ({
  channel: 'trades',
  data: tids.map(tid => trade(coin, tid)),
})

export const bookFrame = (coin: string, t: number, bid = 100, ask = 101) => ({
  channel: 'l2Book',
  data: { coin, time: start + t, levels: [[{ px: `${bid}`, sz: '1.0', n: 1 }], [{ px: `${ask}`, sz: '2.0', n: 3 }]] },
})

export const bboFrame = (coin: string, t: number) => ({
  channel: 'bbo',
  data: { coin, time: start + t, bbo: [{ px: '100', sz: '1.0', n: 1 }, null] },
})

export const fillsFrame = (user: string, tids: readonly number[], isSnapshot = false) => ({
  channel: 'userFills',
  data: { ...(isSnapshot ? { isSnapshot } : {}), user, fills: tids.map(fill) },
})

export const fill = (tid: number) => ({
  ...{ coin: 'BTC', px: '100.5', sz: '0.25', side: 'B', time: start + tid, startPosition: '0.0', dir: 'Open Long' },
  ...{ closedPnl: '0.0', hash: `0x${'1'.repeat(64)}`, oid: tid, crossed: true, fee: '0.01', tid, feeToken: 'USDC' },
  twapId: null,
})

export const orderUpdateFrame = (oid: number) => ({
  channel: 'orderUpdates',
  data: [
    {
      order: { coin: 'BTC', side: 'B', limitPx: '100.0', sz: '1.0', oid, timestamp: start + oid, origSz: '1.0' },
      ...{ status: 'open', statusTimestamp: start + oid },
    },
  ],
})
