import { rowByRow } from '../market/row-by-row.ts'
import { int, real, seed } from './seed.ts'
import { side } from './side.ts'
import { steps } from './steps.ts'

/**
 * Ichimoku: the weighted average of three votes. They compare the fast line with the slow line, the price with the
 * cloud, and the price with the price `kijun` bars ago (chikou). The cloud at a bar was computed `kijun` bars earlier,
 * so nothing looks ahead.
 */
export const ichimoku = seed({
  name: 'ichimoku',
  idea: 'Follow the fast line against the slow one, the price against the cloud, and the price against its past.',
  genes: {
    /** Bars of the fast line (conversion line). */
    tenkan: int(7, 12),
    /** Bars of the slow line (base line). The cloud is also shifted by this number, and chikou looks back by it. */
    kijun: int(20, 34),
    /** Bars of the slow edge of the cloud (senkou span B). */
    senkou: int(40, 80),
    /** Weight of the cloud's vote; the vote of the two lines has weight 1. */
    cloud: real(0, 1, 'times the weight of the two lines'),
    /** Weight of chikou's vote; the vote of the two lines has weight 1. */
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
