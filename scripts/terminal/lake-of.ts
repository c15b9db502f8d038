import { InputError } from '../../lab/input-error.ts'

/** Where a venue's data shall go. */
interface LakeOptions {
  readonly lake?: string
  readonly testnet: boolean
  /** Of another server than the venue's. */
  readonly url?: string
}

/** The folder of the lake that is meant. @throws InputError without a name for what is no market: it must not be taken for one */
export function lakeOf({ lake, testnet, url }: LakeOptions): string {
  if (lake === undefined && (testnet || url !== undefined)) {
    throw new InputError("these are not the market's own prices: name a lake of their own with --lake")
  }
  return lake ?? 'data/lake'
}
