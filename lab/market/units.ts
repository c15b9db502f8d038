declare const brand: unique symbol
declare const flavor: unique symbol
/** A number type whose values come from a constructor function. A bare number does not type-check. */
type Brand<T, Name extends string> = T & { readonly [brand]: Name }
/** A number type that accepts bare numbers, but no other flavor. Swapped arguments do not type-check. */
type Flavor<T, Name extends string> = T & { readonly [flavor]?: Name }

/** Milliseconds since 1970-01-01T00:00Z. */
export type EpochMs = Brand<number, 'EpochMs'>
/** Milliseconds between two times. */
export type DurationMs = Flavor<number, 'DurationMs'>
/** Quote currency per one base unit. */
export type Price = Flavor<number, 'Price'>
/** Base units; positive for long or buy, negative for short or sell. */
export type Size = Flavor<number, 'Size'>
/** Quote currency, which is USD on every supported venue. */
export type Usd = Flavor<number, 'Usd'>
/** Hundredths of a percent: 1 bp = 0.0001. */
export type Bps = Flavor<number, 'Bps'>
/** A fraction: 0.15 means 15 %. Percentages appear only in displayed text. */
export type Fraction = Flavor<number, 'Fraction'>

/** A second, in milliseconds. */
export const second: DurationMs = 1_000
/** A minute, in milliseconds. */
export const minute: DurationMs = 60_000
/** An hour, in milliseconds. */
export const hour: DurationMs = 3_600_000
/** A day, in milliseconds. */
export const day: DurationMs = 86_400_000

/**
 * Checks that a number is a time in epoch milliseconds.
 *
 * @throws RangeError if it is outside the years 2000 to 2099, as seconds and nanoseconds are
 */
export function epochMs(value: number): EpochMs {
  if (!isEpochMs(value)) throw new RangeError(`${value} is not a time in epoch milliseconds`)
  return value as EpochMs
}

/** True if the number, taken as epoch milliseconds, lies in the years 2000 to 2099. */
export const isEpochMs = (value: number): boolean => value >= 946_684_800_000 && value < 4_102_444_800_000

/**
 * Parses a UTC time: `2025-01`, `2025-01-31` or `2025-01-31T12:00Z`.
 *
 * @throws RangeError naming the text, for another format or a date that does not exist
 */
export function parseTime(text: string): EpochMs {
  const at = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z)?)?$/.test(text) ? Date.parse(text) : Number.NaN
  // Date.parse rolls 30 February over into March.
  if (!Number.isFinite(at) || !new Date(at).toISOString().startsWith(text.slice(0, 13).replace('Z', ''))) {
    throw new RangeError(`"${text}" is not a UTC time: expected 2025-01, 2025-01-31 or 2025-01-31T12:00Z`)
  }
  return epochMs(at)
}

/** Writes a time as `2025-01-31 12:00`, UTC. */
export const showTime = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** Rounds `t` down to a multiple of `interval` since the epoch: the start of the interval that contains `t`. */
export const floorTo = (t: number, interval: DurationMs): EpochMs => (Math.floor(t / interval) * interval) as EpochMs

/** Rounds `t` up to a multiple of `interval` since the epoch. */
export const ceilTo = (t: number, interval: DurationMs): EpochMs => (Math.ceil(t / interval) * interval) as EpochMs

const units: Readonly<Record<string, DurationMs>> = { s: second, m: minute, h: hour, d: day }

/**
 * Reads an interval such as `1m`, `15m`, `1h`, `4h` or `1d`.
 *
 * @returns milliseconds
 * @throws RangeError naming the text
 */
export function parseInterval(text: string): DurationMs {
  const [, count, unit] = /^([1-9]\d*)([smhd])$/.exec(text) ?? []
  if (!count || !unit) throw new RangeError(`"${text}" is not an interval: expected 1m, 15m, 1h, 4h, 1d …`)
  return Number(count) * units[unit]
}

/** Writes an interval as `1m`, `15m`, `1h`, `4h` or `1d`. @throws RangeError unless it is a whole number of seconds */
export function showInterval(interval: DurationMs): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    if (interval % units[unit] === 0) return `${interval / units[unit]}${unit}`
  }
  throw new RangeError(`${interval} ms is not a whole number of seconds`)
}
