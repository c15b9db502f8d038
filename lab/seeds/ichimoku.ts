import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/**
 * Documented with a chikou line that read closes of the future, weights under which the parts could not add up to one, and a second
 * signal that multiplied the first. Here the cloud over a bar is the one made `kijun` bars before, chikou compares the close with
 * the price of `kijun` bars before, and three votes are averaged by their weights: the two lines', the cloud's, chikou's. How thick the
 * cloud is and how old its colour no longer counts.
 */
export const ichimoku = seed({
  name: 'ichimoku',
  idea: 'Hold the side on which the fast line leads, the price has left the cloud, and the price has moved.',
  genes: {
    /** Bars of the fast line, the conversion line. */
    tenkan: int(7, 12),
    /** Bars of the slow line, the base line; also how far the cloud is moved on and chikou looks back. */
    kijun: int(20, 34),
    /** Bars of the cloud's slow edge, senkou span B. */
    senkou: int(40, 80),
    /** Weight of the cloud against the two lines, which have 1. */
    cloud: real(0, 1, 'times the weight of the two lines'),
    /** Weight of chikou against the two lines, which have 1. */
    momentum: real(0, 1, 'times the weight of the two lines'),
  },
  warmup: ({ kijun, senkou }) => senkou + kijun,
  exposure({ high, low, close }, genes, { donchian }) {
    const fast = donchian(high, low, genes.tenkan).middle
    const slow = donchian(high, low, genes.kijun).middle
    const edge = donchian(high, low, genes.senkou).middle
    const votes = 1 + genes.cloud + genes.momentum
    return rowByRow(close, (price, i) => {
      const made = i - genes.kijun
      const [spanA, spanB] = [(fast[made] + slow[made]) / 2, edge[made]]
      if (!Number.isFinite(spanA + spanB)) return 0
      const lines = side(fast[i], slow[i])
      const beyondCloud = price > Math.max(spanA, spanB) ? 1 : price < Math.min(spanA, spanB) ? -1 : 0
      const chikou = side(price, close[made])
      return steps((lines + genes.cloud * beyondCloud + genes.momentum * chikou) / votes)
    })
  },
})
