import { describe, expect, test } from 'vitest'
import { syntheticMarket } from '../../data/synthetic/market.ts'
import { plain } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { stream } from '../../random.ts'
import { candles } from '../../testing/candles.ts'
import { sharedFile } from '../../testing/shared.ts'
import { bollinger } from '../bollinger.ts'
import { donchianBreakout } from '../donchian-breakout.ts'
import { drawGenes } from '../draw.ts'
import { emaCross } from '../ema-cross.ts'
import { formula } from '../formula.ts'
import { rsi } from '../rsi.ts'
import type { Seed } from '../seed.ts'
import { parseRules, type RuleTexts } from './rules.ts'

interface Expressed {
  readonly seed: Seed
  /** The formula that does what the seed does with these genes; `hold` is the seed's own, or 1 where it has none. */
  readonly rules: (genes: Readonly<Record<string, number>>) => RuleTexts
}

const expressed: readonly Expressed[] = [
  {
    seed: emaCross,
    rules: ({ fast, gap, band }) => {
      const lead = `ema(close, ${fast}) / ema(close, ${fast + gap}) - 1`
      return { long: `${lead} > ${band}`, short: `${lead} < ${-band}` }
    },
  },
  {
    seed: donchianBreakout,
    rules: ({ channel, margin }) => ({
      long: `close > previous(highest(high, ${channel}), 1) * (1 + ${margin})`,
      short: `close < previous(lowest(low, ${channel}), 1) * (1 - ${margin})`,
    }),
  },
  {
    seed: rsi,
    rules: ({ period, oversold, overbought }) => {
      const strength = `rsi(close, ${period})`
      const before = `previous(${strength}, 1)`
      return {
        long: `${strength} <= ${oversold}`,
        short: `${strength} >= ${overbought}`,
        flat: `(${before} < 50 and ${strength} >= 50 or ${before} > 50 and ${strength} <= 50)
          and ${strength} > ${oversold} and ${strength} < ${overbought}`,
      }
    },
  },
  {
    seed: bollinger,
    rules: ({ lookback, width }) => {
      const [lower, upper] = [
        `bollingerLower(close, ${lookback}, ${width})`,
        `bollingerUpper(close, ${lookback}, ${width})`,
      ]
      const [middle, before] = [`sma(close, ${lookback})`, `previous(close, 1)`]
      const middleBefore = `previous(${middle}, 1)`
      return {
        long: `close < ${lower}`,
        short: `close > ${upper}`,
        flat: `(close >= ${middle} and ${before} <= ${middleBefore} or close <= ${middle} and ${before} >= ${middleBefore})
          and close >= ${lower} and close <= ${upper}`,
      }
    },
  },
]

function positionsMatch({ seed, rules }: Expressed, bars: Bars): void {
  const chance = stream(41, seed.name)
  let acted = false
  for (let k = 0; k < 20; k++) {
    const genes = drawGenes(seed.genes, chance)
    const parsed = parseRules(rules(genes))
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
    const asSeed = Float64Array.from(seed.exposure(bars, genes, plain))
    const given = { rules: parsed.value }
    const asFormula = formula.exposure(bars, { hold: genes.hold ?? 1 }, plain, given)
    const parted = asSeed.findIndex((exposure, i) => exposure !== asFormula[i])
    expect(parted, JSON.stringify(genes)).toBe(-1)
    acted ||= asSeed.some(exposure => exposure !== 0)
  }
  expect(acted).toBe(true)
}

const [synthetic] = syntheticMarket({ seed: 7, symbols: ['SYN-A'], bars: 5_000, edge: 0.1 })
const file = sharedFile('data/candles_1h_binance.parquet')

describe.each(expressed)('$seed.name', expression => {
  test('written as a formula takes the same positions on a simulated market', () => {
    positionsMatch(expression, synthetic)
  })
  test.skipIf(!file)('written as a formula takes the same positions on real bars', async () => {
    for (const symbol of ['BTC', 'DOGE']) {
      const from = Date.UTC(2023, 6, 1)
      const bars = await candles(file!, { symbol, interval: hour, venue: 'binance', from, to: Date.UTC(2024, 2, 1) })
      positionsMatch(expression, bars)
    }
  })
})
