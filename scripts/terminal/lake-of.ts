import { InputError } from '../../lab/input-error.ts'

interface LakeOptions {
  readonly lake?: string
  readonly testnet: boolean
  /** URL of a server other than the venue's. */
  readonly url?: string
}

/**
 * The folder of the lake for a venue's data.
 *
 * @throws InputError for a testnet or another server without `--lake`: such prices must not get into the lake of the real market
 */
export function lakeOf({ lake, testnet, url }: LakeOptions): string {
  if (lake === undefined && (testnet || url !== undefined)) {
    throw new InputError('--lake: expected a lake of its own for prices of a testnet or another server, found none')
  }
  return lake ?? 'data/lake'
}
