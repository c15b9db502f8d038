import { InputError } from '../../lab/input-error.ts'

interface LakeOptions {
  /** Folder of the lake. */
  readonly lake?: string
  readonly testnet: boolean
  /** URL of a server other than the venue's. */
  readonly url?: string
}

/**
 * The folder of the lake for a venue's data; default: `data/lake`.
 *
 * @throws InputError for a testnet or another server without `--lake`, because its prices must not enter the lake of
 *   the real market
 */
export function lakeOf({ lake, testnet, url }: LakeOptions): string {
  if (lake === undefined && (testnet || url !== undefined)) {
    throw new InputError('--lake: expected a lake of its own for prices of a testnet or another server, found none')
  }
  return lake ?? 'data/lake'
}
