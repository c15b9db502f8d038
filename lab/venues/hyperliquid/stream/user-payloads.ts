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

/** Parsed data of each user subscription, by the type of the subscription. */
export interface UserPayloads {
  readonly activeAssetData: WireActiveAsset
  /** An order may occur more than once, such as `open` and then `filled`. */
  readonly orderUpdates: readonly WireOrderState[]
  readonly userEvents: WireUserEvent
  readonly userFills: readonly WireFill[]
  readonly userFundings: readonly WireFundingPayment[]
  readonly userNonFundingLedgerUpdates: readonly WireAccountUpdate[]
  readonly userHistoricalOrders: readonly WireOrderState[]
  readonly userTwapSliceFills: readonly WireSliceFill[]
  readonly userTwapHistory: readonly TwapChange[]
  /** All active TWAP orders. */
  readonly twapStates: readonly RunningTwap[]
  /** All open orders. */
  readonly openOrders: readonly WireOrder[]
  readonly clearinghouseState: WireAccount
  readonly allDexsClearinghouseState: readonly DexAccount[]
  readonly spotState: readonly WireBalance[]
  /** Text for people. */
  readonly notification: string
  readonly webData2: ReturnType<typeof parseWebData2>
  readonly webData3: WireUserState
}

/** An account on one perpetuals exchange. */
export interface DexAccount {
  /** Name of the exchange; empty for the venue's own exchange. */
  readonly dex: string
  readonly account: WireAccount
}
