import { fingerprint } from '../../data/fingerprint.ts'
import { InputError } from '../../input-error.ts'
import type { Bars } from '../../market/bars.ts'
import { barsOfSnapshot, snapshotBytes } from './format.ts'
import type { SnapshotStore } from './store.ts'

/** File name of a snapshot: the fingerprint of its bars, so that equal data is stored once. */
const fileOf = (print: string) => `${print}.bars`

/** Stores bars where the workers of all machines can read them, once. @returns the bars' fingerprint */
export async function shareSnapshot(store: SnapshotStore, market: readonly Bars[]): Promise<string> {
  const print = fingerprint(market)
  if (!(await store.has(fileOf(print)))) await store.write(fileOf(print), snapshotBytes(market))
  return print
}

/**
 * Loads the bars stored under a fingerprint, in the order of `universe`.
 *
 * @throws InputError if they are missing, or do not match the fingerprint
 */
export async function fetchSnapshot(
  store: SnapshotStore,
  print: string,
  universe: readonly string[],
): Promise<readonly Bars[]> {
  const name = `${store.place}/${fileOf(print)}`
  const market = barsOfSnapshot(await store.read(fileOf(print)), name)
  const found = fingerprint(market)
  if (found !== print)
    throw new InputError(
      `${name}: expected bars of fingerprint ${print}, found ${found}: the file was changed after it was written; delete it and submit again`,
    )
  const bySymbol = new Map(market.map(bars => [bars.symbol, bars]))
  return universe.map(symbol => {
    const bars = bySymbol.get(symbol)
    if (!bars) throw new InputError(`${name}: expected bars of ${symbol}, found ${[...bySymbol.keys()].join(', ')}`)
    return bars
  })
}
