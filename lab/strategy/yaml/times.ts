import {
  type DurationMs,
  day,
  type EpochMs,
  parseInterval,
  parseTime,
  second,
  showInterval,
} from '../../market/units.ts'
import { fail, ok } from '../../result.ts'
import { quoted } from './flaw.ts'
import type { Scalar } from './shape.ts'

/** An instant in UTC in its shortest form: `2025-01-31`, `2025-01-31T12:00Z`. */
export const instant: Scalar<EpochMs> = {
  kind: 'scalar',
  expects: 'a UTC time',
  example: '2025-01-31T12:00Z',
  form: /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?)?$/,
  read(text) {
    const wrong = `found ${quoted(text)}, expected a UTC time; for example "2025-01-31" or "2025-01-31T12:00Z"`
    let at: EpochMs
    try {
      at = parseTime(text)
    } catch {
      return fail(wrong)
    }
    // `Date.parse` rolls 30 February over into March.
    return new Date(at).toISOString().startsWith(text.slice(0, 10)) ? ok(at) : fail(wrong)
  },
  write(at) {
    const text = new Date(at).toISOString().replace('.000Z', 'Z').replace(/:00Z$/, 'Z').replace('T00:00Z', '')
    if (parseTime(text) !== at) throw new RangeError(`${at} is not a whole number of epoch milliseconds`)
    return text
  },
}

const shortest = second
const longest = 7 * day

/** The length of a bar: `1m`, `1h`, `1d`. */
export const interval: Scalar<DurationMs> = {
  kind: 'scalar',
  expects: 'a bar length from 1s to 7d',
  example: '1h',
  form: /^[1-9]\d*[smhd]$/,
  read(text) {
    const wrong = `found ${quoted(text)}, expected a bar length from 1s to 7d; for example "15m", "1h" or "1d"`
    try {
      const length = parseInterval(text)
      return length >= shortest && length <= longest ? ok(length) : fail(wrong)
    } catch {
      return fail(wrong)
    }
  },
  write: showInterval,
}
