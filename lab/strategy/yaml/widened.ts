import { safeRanges } from '../safe-ranges.ts'
import type { Strategy } from '../strategy.ts'
import { twice } from './complaints.ts'
import { type Complaint, list } from './shape.ts'
import { oneOf } from './words.ts'

/** Names of fields that are wide on purpose. */
export const widened = list(oneOf(...safeRanges.map(({ path }) => path)), { check: twice })

/** A number that has lost or bought too much at the wrong moment in a market like this is not written by accident. */
export function checkRanges(strategy: Pick<Strategy, 'sizing' | 'exits' | 'widened'>): readonly Complaint[] {
  const { widened = [] } = strategy
  return safeRanges.flatMap(({ path, min, max, value, show }) => {
    const found = value(strategy)
    const isSafe = found === undefined || (found >= min && found <= max)
    const range = `${show(min)} to ${show(max)}`
    const place = widened.indexOf(path)
    if (place >= 0 && isSafe) {
      return {
        at: ['widened', place],
        why: `${path} is ${found === undefined ? 'absent' : 'within'} the range thought safe, ${range}: take it off the list`,
      }
    }
    return isSafe || place >= 0
      ? []
      : {
          at: path.split('.'),
          why: `found ${show(found)}, outside of what is thought safe for crypto markets, ${range}; if that is on purpose, name ${path} under widened`,
        }
  })
}
