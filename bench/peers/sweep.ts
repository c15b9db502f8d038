import { integer, stream } from '../../lab/random.ts'
import { type FormulaRules, parseRules } from '../../lab/seeds/formula/rules.ts'
import type { Strategy } from '../../lab/strategy/strategy.ts'

/**
 * One setting of the sweep that every engine runs. The rule: long while the fast average is above the slow one and the
 * market is not overbought. The position is closed when that ends, or at a trailing stop measured in mean true ranges;
 * after a stop there is no new entry until the rule has been flat.
 */
export interface Setting {
  /** Bars. */
  readonly fast: number
  /** Bars, more than `fast`. */
  readonly slow: number
  /** Bars of Cutler's RSI. */
  readonly rsi: number
  /** RSI level from which the market is overbought, points. */
  readonly below: number
  /** Bars of the mean true range. */
  readonly range: number
  /** Distance of the stop from the best price, in mean true ranges. */
  readonly distance: number
}

/** In the order written to files. */
export const settingNames = [
  'fast',
  'slow',
  'rsi',
  'below',
  'range',
  'distance',
] as const satisfies readonly (keyof Setting)[]

/** The same random settings for every engine. */
export function settings(count: number): readonly Setting[] {
  const chance = stream(20, 'sweep')
  return Array.from({ length: count }, () => {
    const fast = integer(chance, 5, 50)
    return {
      fast,
      slow: fast + integer(chance, 5, 100),
      rsi: integer(chance, 10, 30),
      below: integer(chance, 70, 90),
      range: integer(chance, 7, 28),
      distance: integer(chance, 15, 60) / 10,
    }
  })
}

export const sizing = { fraction: 0.5, leverage: 3, rebalance: 0.25 } as const

/** The part of a strategy that a backtest reads. */
export type Swept = Pick<Strategy, 'universe' | 'interval' | 'seeds' | 'sizing' | 'exits'>

export const strategyOf = (setting: Setting, { symbol, interval }: { symbol: string; interval: number }): Swept => ({
  universe: [symbol],
  interval,
  seeds: [{ name: 'formula', weight: 1, genes: { hold: 1 }, formula: rulesOf(setting) }],
  sizing,
  exits: { trailingAtr: setting.distance, atrWindow: setting.range },
})

function rulesOf({ fast, slow, rsi, below }: Setting): FormulaRules {
  const parsed = parseRules({ long: `ema(close, ${fast}) > ema(close, ${slow}) and rsi(close, ${rsi}) < ${below}` })
  if (!parsed.ok) throw new Error(parsed.error.map(({ why }) => why).join('; '))
  return parsed.value
}

/** Warm-up bars of a setting: twelve periods of the slow EMA. */
export const warmupOf = ({ slow }: Setting): number => 12 * slow + 1
