import { safeRanges } from '../safe-ranges.ts'
import type { Strategy } from '../strategy.ts'
import { twice } from './complaints.ts'
import { type Complaint, list } from './shape.ts'
import { oneOf } from './words.ts'

/** The list `widened` of a strategy file: paths of fields whose values deliberately lie outside their safe range. */
export const widened = list(oneOf(...safeRanges.map(({ path }) => path)), { check: twice })

/**
 * Every field must be within its safe range or be listed under `widened`, so that no dangerous value is written by
 * accident.
 */
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
        why: `${path} is ${found === undefined ? 'absent' : 'within'} the safe range, ${range}: remove it from the list`,
      }
    }
    return isSafe || place >= 0
      ? []
      : {
          at: path.split('.'),
          why: `found ${show(found)}, outside the range considered safe for crypto markets, ${range}; if intended, list ${path} under widened`,
        }
  })
}
