import type { Column } from '../../market/bars.ts'

/**
 * Gains over losses, both against a return that is asked for in each period.
 *
 * @returns undefined when nothing was lost
 * @see Keating and Shadwick, "A universal performance measure", 2002
 */
export function omega(returns: Column, asked = 0): number | undefined {
  let [gains, losses] = [0, 0]
  for (const x of returns) {
    if (x > asked) gains += x - asked
    else losses += asked - x
  }
  return losses > 0 ? gains / losses : undefined
}
