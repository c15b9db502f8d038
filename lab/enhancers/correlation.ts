import { int, real } from '../seeds/seed.ts'
import { byState } from './by-state.ts'
import { companions } from './companions.ts'
import { contradicted } from './contradicted.ts'
import { crowd, crowdLevels } from './crowd.ts'
import { enhancer } from './enhancer.ts'
import { pull } from './pull.ts'

/**
 * Enhancer that weakens signals by the correlation between symbols. Other symbols are joined on bar open time and read
 * up to each bar's close only, so that no future value is used.
 *
 * Low correlation gives no bonus: the signal of a symbol that moves alone is not more likely to be right.
 */
export const correlation = enhancer({
  name: 'correlation',
  idea: 'Hold less of a symbol that moves with all others, and weaken a signal that their moves contradict.',
  genes: {
    /** Bars over which symbols are correlated; both symbols must have at least half of them. */
    window: int(20, 200),
    /** Bars over which the moves of the other symbols are measured. */
    lookback: int(1, 48),
    /**
     * Fraction that a signal loses on a symbol that moves exactly with the others. At a lower correlation it loses
     * proportionally less.
     */
    crowding: real(0, 1, 'fraction of the signal'),
    /** Fraction that a signal loses when the moves of the other symbols point against it. */
    confirm: real(0, 1, 'fraction of the signal'),
  },
  off: { window: 60, lookback: 12, crowding: 0, confirm: 0 },
  readsOtherSymbols: true,
  warmup({ window, lookback, crowding, confirm }) {
    if (confirm > 0) return Math.max(window, lookback)
    return crowding > 0 ? window : 0
  },
  enhance(signal, input, { window, lookback, crowding, confirm }) {
    if (crowding === 0 && confirm === 0) return signal
    const around = companions(input, window)
    // The last factor is the smallest, so `byState` also applies it where correlation is unknown.
    const factors = Array.from({ length: crowdLevels + 1 }, (_, level) => 1 - (crowding * level) / crowdLevels)
    const uncrowded = crowding === 0 ? signal : byState(signal, crowd(around, input.bars.close.length), factors)
    if (confirm === 0) return uncrowded
    return contradicted(uncrowded, pull(input.bars, around, window, lookback), 1 - confirm)
  },
})
