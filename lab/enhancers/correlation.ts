import { int, real } from '../seeds/seed.ts'
import { byState } from './by-state.ts'
import { companions } from './companions.ts'
import { contradicted } from './contradicted.ts'
import { crowd, crowdLevels } from './crowd.ts'
import { enhancer } from './enhancer.ts'
import { pull } from './pull.ts'

/**
 * Documented over quantiles of the whole sample and means centred on the bar, which both know the future, and without a look at any other
 * symbol. Here the others are read, joined by the time at which bars open. Its bonuses for want of correlation are gone: to move
 * alone is no sign of being right.
 */
export const correlation = enhancer({
  name: 'correlation',
  idea: 'Hold less of what moves with everything else, and doubt a signal that the others’ moves speak against.',
  genes: {
    /** Bars over which symbols are compared, half of which both must have. */
    window: int(20, 200),
    /** Bars of the others’ moves. */
    lookback: int(1, 48),
    /** What a signal loses on a symbol that moves wholly with the others; on one that moves with them less, less. */
    crowding: real(0, 1, 'fraction of the signal'),
    /** What it loses when the others pull against it. */
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
    // The last level is the worst, so it is also that of a crowd nobody knows.
    const factors = Array.from({ length: crowdLevels + 1 }, (_, level) => 1 - (crowding * level) / crowdLevels)
    const uncrowded = crowding === 0 ? signal : byState(signal, crowd(around, input.bars.close.length), factors)
    if (confirm === 0) return uncrowded
    return contradicted(uncrowded, pull(input.bars, around, window, lookback), 1 - confirm)
  },
})
