import type { WireAccount } from '../wire/account.ts'
import type { WireAccountUpdate } from '../wire/account-update.ts'
import type { WireActiveAsset } from '../wire/active-asset.ts'
import type { WireFill, WireSliceFill } from '../wire/fill.ts'
import type { WireFundingPayment } from '../wire/funding.ts'
import type { WireOrder, WireOrderState } from '../wire/order.ts'
import type { WireBalance } from '../wire/spot-account.ts'
import type { WireUserEvent } from '../wire/user-event.ts'
import type { parseWebData2, WireUserState } from '../wire/web-data.ts'
import type { RunningTwap, TwapChange } from './twap.ts'

/** What each subscription of a user brings, in our units. */
export interface UserPayloads {
  readonly activeAssetData: WireActiveAsset
  /** One order may be in there more than once: `open`, then `filled`. */
  readonly orderUpdates: readonly WireOrderState[]
  readonly userEvents: WireUserEvent
  readonly userFills: readonly WireFill[]
  readonly userFundings: readonly WireFundingPayment[]
  readonly userNonFundingLedgerUpdates: readonly WireAccountUpdate[]
  readonly userHistoricalOrders: readonly WireOrderState[]
  readonly userTwapSliceFills: readonly WireSliceFill[]
  readonly userTwapHistory: readonly TwapChange[]
  /** All that run. */
  readonly twapStates: readonly RunningTwap[]
  /** All that rest. */
  readonly openOrders: readonly WireOrder[]
  readonly clearinghouseState: WireAccount
  readonly allDexsClearinghouseState: readonly DexAccount[]
  readonly spotState: readonly WireBalance[]
  /** Words for a person. */
  readonly notification: string
  readonly webData2: ReturnType<typeof parseWebData2>
  readonly webData3: WireUserState
}

/** An account on one perpetuals exchange; the venue's own has the empty name. */
export interface DexAccount {
  readonly dex: string
  readonly account: WireAccount
}
