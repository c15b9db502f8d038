import type { Usd } from '../../../market/units.ts'
import { type Asked, prefixesOf } from './asked.ts'
import type { Listed } from './estimate.ts'
import { prices } from './prices.ts'
import { type Retry, retrying } from './retry.ts'
import type { Store } from './store.ts'

export interface Listing {
  readonly files: readonly Listed[]
  /** What the requests cost. */
  readonly spent: Usd
}

/** Everything the archive holds of the days or months that are asked for. */
export async function listArchive(
  store: Store,
  asked: Asked,
  retry: Retry,
  onProgress: (share: number) => void = () => {},
): Promise<Listing> {
  const files: Listed[] = []
  let spent = 0
  const prefixes = prefixesOf(asked)
  for (const [i, [dataset, prefix]] of prefixes.entries()) {
    let after: string | undefined
    do {
      const page = await retrying(() => {
        spent += prices[dataset.region].perList
        return store.list(dataset, prefix, after, retry.signal)
      }, retry)
      files.push(...page.files)
      after = page.next
    } while (after !== undefined)
    onProgress((i + 1) / prefixes.length)
  }
  return { files, spent }
}
