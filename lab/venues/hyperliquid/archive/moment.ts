import { type EpochMs, isEpochMs } from '../../../market/units.ts'
import { refuse } from '../wire/refusal.ts'

const spelled = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:Z|\+00:00)?$/

/**
 * Parses a time of the archive, which is UTC with or without a suffix: `2025-06-24T02:56:36.172847427`,
 * `2023-02-27T15:02:26Z`, `2025-10-24 20:00:00.000`. Fractions of a millisecond are cut off.
 *
 * @throws WireError
 */
export function moment(value: unknown, key: string): EpochMs {
  const [, day, clock, fraction = ''] = (typeof value === 'string' && spelled.exec(value)) || []
  const text = `${day}T${clock}.${fraction.slice(0, 3).padEnd(3, '0')}Z`
  const at = Date.parse(text)
  // Date.parse rolls 30 February over into March.
  if (!isEpochMs(at) || new Date(at).toISOString() !== text)
    return refuse(key, 'a UTC time like 2025-06-24T02:56:36.172', value)
  return at as EpochMs
}
