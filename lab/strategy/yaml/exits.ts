import type { Exits } from '../strategy.ts'
import { percent, quantity } from './quantity.ts'
import { group, optional, since } from './shape.ts'

const distance = percent({ above: 0, max: 100 }, '5 %')
const ranges = quantity<number>({ unit: 'ATR', above: 0, max: 100 }, '2.5 ATR')
export const exits = group<Exits>(
  {
    stop: optional('exit at this distance from the entry price, against us', distance),
    stopAtr: since(
      2,
      optional(
        'the same in average true ranges (ATR) at the time of the decision; the nearer of the two applies',
        ranges,
      ),
    ),
    trailing: optional('exit at this distance from the best price since entry; updated at each close', distance),
    trailingAtr: since(2, optional('the same in average true ranges (ATR); the nearer of the two applies', ranges)),
    target: optional(
      'exit at this distance from the entry price, in our favour',
      percent({ above: 0, max: 10_000 }, '12 %'),
    ),
    targetAtr: since(2, optional('the same in average true ranges (ATR); the nearer of the two applies', ranges)),
    atrWindow: since(
      2,
      optional(
        'bars of the average true range; required exactly when a distance is given in ATR',
        quantity({ unit: 'bars', whole: true, min: 1, max: 1000 }, '14 bars'),
      ),
    ),
    time: optional(
      'number of bars after which the position is closed at the next open',
      quantity({ unit: 'bars', whole: true, min: 1, max: 1e6 }, '96 bars'),
    ),
  },
  {
    check: ({ stopAtr, trailingAtr, targetAtr, atrWindow }) => {
      const measured = stopAtr !== undefined || trailingAtr !== undefined || targetAtr !== undefined
      if (measured && atrWindow === undefined) {
        return [{ at: [], why: 'lacks the field atrWindow, the window of its ATR distances' }]
      }
      return !measured && atrWindow !== undefined
        ? [{ at: ['atrWindow'], why: 'is not used: no distance is given in ATR' }]
        : []
    },
  },
)
