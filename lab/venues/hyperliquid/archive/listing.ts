import type { Usd } from '../../../market/units.ts'
import { type ArchiveRequest, keysOf, prefixesOf } from './archive-request.ts'
import type { Listed } from './estimate.ts'
import { prices } from './prices.ts'
import { type Retry, retrying } from './retry.ts'
import type { Store } from './store.ts'

/** Files found by list requests. */
export interface Listing {
  readonly files: readonly Listed[]
  /** Cost of the list requests in USD. */
  readonly spent: Usd
}

/**
 * Lists the files of a request. Other files under the same prefixes are left out: one day of books alone has about
 * 5,000 files.
 *
 * @param onProgress receives the listed fraction of the prefixes, 0…1
 */
export async function listArchive(
  store: Store,
  request: ArchiveRequest,
  retry: Retry,
  onProgress: (share: number) => void = () => {},
): Promise<Listing> {
  const files: Listed[] = []
  let spent = 0
  const wanted = keysOf(request)
  const prefixes = prefixesOf(request)
  for (const [i, [dataset, prefix]] of prefixes.entries()) {
    let after: string | undefined
    do {
      const page = await retrying(() => {
        spent += prices[dataset.region].perList
        return store.list(dataset, prefix, after, retry.signal)
      }, retry)
      files.push(...page.files.filter(({ key }) => wanted.has(key)))
      after = page.next
    } while (after !== undefined)
    onProgress((i + 1) / prefixes.length)
  }
  return { files, spent }
}
