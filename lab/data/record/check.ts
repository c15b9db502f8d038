import { InputError } from '../../input-error.ts'
import { type DurationMs, second, showInterval } from '../../market/units.ts'
import type { RecorderFeed, RecorderOptions } from './options.ts'
import { shortestFetched } from './recorded-gap.ts'

/** Checks the options before anything is opened. @throws InputError for options that cannot be recorded with */
export function checkRecording({
  feed,
  symbols,
  intervals,
  lateness,
  account,
}: Pick<RecorderOptions, 'feed' | 'symbols' | 'intervals' | 'lateness' | 'account'>): void {
  const wrong = (what: string, found: unknown, expected: string) =>
    new InputError(`recording: ${what}: expected ${expected}, found ${found}`)
  if (symbols.length === 0) throw wrong('symbols', 'none', 'at least one')
  const twice = symbols.find((symbol, i) => symbol === '' || symbols.indexOf(symbol) !== i)
  if (twice !== undefined) throw wrong('symbols', `"${twice}"`, 'names, each once')
  if (account !== undefined && !feed.accounts?.pattern.test(account)) {
    throw wrong(
      'account',
      `"${account}"`,
      feed.accounts?.description ?? `none, since ${feed.title} shows no fills of others`,
    )
  }
  checkIntervals(intervals, feed)
  if (!(lateness >= 0 && lateness <= 100_000 * intervals[0])) throw wrong('lateness', lateness, 'ms, 0 or more')
}

/**
 * @param intervals ascending
 * @throws InputError when the bars cannot be built from one another, or when the venue does not publish an interval of a
 *   minute or more
 */
export function checkIntervals(
  intervals: readonly DurationMs[],
  { title, intervals: made }: Pick<RecorderFeed, 'title' | 'intervals'>,
): void {
  const wrong = (found: unknown, expected: string) =>
    new InputError(`recording: intervals: expected ${expected}, found ${found}`)
  if (intervals.length === 0) throw wrong('none', 'at least one')
  for (const [i, interval] of intervals.entries()) {
    if (!(interval >= second && interval % second === 0)) throw wrong(`${interval} ms`, 'whole seconds')
    if (interval >= shortestFetched && !Object.values(made).includes(interval)) {
      const names = Object.keys(made).join(', ')
      throw wrong(showInterval(interval), `an interval of ${title} (${names}) or less than 1m`)
    }
    const before = intervals[i - 1]
    if (before !== undefined && !(interval > before && interval % before === 0)) {
      throw wrong(
        `${showInterval(before)} and ${showInterval(interval)}`,
        'each to be a greater multiple of the one before',
      )
    }
    // Missed minutes are fetched from the venue, so shorter bars must not cross the edge of a minute.
    if (interval < shortestFetched && shortestFetched % interval !== 0) {
      throw wrong(showInterval(interval), 'parts of a minute')
    }
  }
}
