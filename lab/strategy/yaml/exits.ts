import type { Exits } from '../strategy.ts'
import { percent, quantity } from './quantity.ts'
import { group, optional, since } from './shape.ts'

const distance = percent({ above: 0, max: 100 }, '5 %')
const ranges = quantity<number>({ unit: 'ATR', above: 0, max: 100 }, '2.5 ATR')
export const exits = group<Exits>(
  {
    stop: optional('out at this distance from the entry price, against us', distance),
    stopAtr: since(
      2,
      optional(
        'the same in mean true ranges, as they were when the position was decided on; the nearer counts',
        ranges,
      ),
    ),
    trailing: optional('out at this distance from the best price since entry; moved at each close', distance),
    trailingAtr: since(2, optional('the same in mean true ranges; the nearer counts', ranges)),
    target: optional(
      'out at this distance from the entry price, in our favour',
      percent({ above: 0, max: 10_000 }, '12 %'),
    ),
    targetAtr: since(2, optional('the same in mean true ranges; the nearer counts', ranges)),
    atrWindow: since(
      2,
      optional(
        'bars over which true ranges are averaged; there when, and only when, a distance is given in them',
        quantity({ unit: 'bars', whole: true, min: 1, max: 1000 }, '14 bars'),
      ),
    ),
    time: optional(
      'bars held, then out at the next open',
      quantity({ unit: 'bars', whole: true, min: 1, max: 1e6 }, '96 bars'),
    ),
  },
  {
    check: ({ stopAtr, trailingAtr, targetAtr, atrWindow }) => {
      const measured = stopAtr !== undefined || trailingAtr !== undefined || targetAtr !== undefined
      if (measured && atrWindow === undefined) {
        return [{ at: [], why: 'lacks the field atrWindow, over which the true ranges of its distances are averaged' }]
      }
      return !measured && atrWindow !== undefined
        ? [{ at: ['atrWindow'], why: 'measures nothing: no distance is given in true ranges' }]
        : []
    },
  },
)
