import type { EpochMs, Usd } from '../../../market/units.ts'
import { amount, at, flag, ifThere, list, type Raw, raw, text, time } from './fields.ts'
import { reading, WireError } from './refusal.ts'

/**
 * A change of the account's money without a trade: a deposit, a withdrawal, a transfer, a liquidation … Fields that
 * the update's type does not have are null.
 */
export interface WireAccountUpdate {
  readonly t: EpochMs
  readonly hash: string
  /**
   * Kind as sent by the venue: `deposit`, `withdraw`, `accountClassTransfer`, `send`, `liquidation` … The venue may add
   * kinds.
   */
  readonly type: string
  /** Amount as sent by the venue, mostly without a sign. `type`, `user` and `destination` show the direction. */
  readonly usd: Usd | null
  /** Amount of `token`. */
  readonly amount: number | null
  readonly token: string | null
  readonly fee: number | null
  readonly user: string | null
  readonly destination: string | null
  /** True for a transfer from spot to perpetuals, false for the way back. */
  readonly toPerp: boolean | null
}

/** Parses `userNonFundingLedgerUpdates`, requested or streamed. @throws WireError */
export const parseAccountUpdates = (data: unknown, what = 'userNonFundingLedgerUpdates'): WireAccountUpdate[] =>
  reading(what, data, updates => list(updates, update))

function update(data: unknown): WireAccountUpdate {
  const from = raw(data)
  return { t: time(from, 'time'), hash: text(from, 'hash'), ...at(from, 'delta', delta) }
}

/** Types whose fields are known. The venue may send other types. */
const types: ReadonlySet<string> = new Set([
  ...['deposit', 'withdraw', 'accountClassTransfer', 'internalTransfer', 'spotTransfer', 'send', 'subAccountTransfer'],
  ...['liquidation', 'vaultCreate', 'vaultDeposit', 'vaultWithdraw', 'vaultDistribution', 'vaultLeaderCommission'],
  ...['rewardsClaim', 'cStakingTransfer', 'borrowLend', 'spotGenesis', 'deployGasAuction', 'activateDexAbstraction'],
])

function delta(data: unknown) {
  const from = raw(data)
  const type = text(from, 'type')
  const read = types.has(type) ? ifThere : ifReadable
  return {
    type,
    usd: read(from, 'usdc', amount) ?? read(from, 'usdcValue', amount),
    amount: read(from, 'amount', amount),
    token: name(from, 'token', read),
    fee: read(from, 'fee', amount),
    user: name(from, 'user', read),
    destination: name(from, 'destination', read),
    toPerp: read(from, 'toPerp', flag),
  }
}

/** The venue sends an empty text where there is no name. */
const name = (from: Raw, key: string, read: typeof ifThere): string | null =>
  from[key] === '' ? null : read(from, key, text)

/**
 * Reads a field of an update whose type is unknown. A field of the same name may mean something else there, so an
 * unreadable value is null.
 */
function ifReadable<T>(from: Raw, key: string, read: (from: Raw, key: string) => T): T | null {
  try {
    return ifThere(from, key, read)
  } catch (error) {
    if (error instanceof WireError) return null
    throw error
  }
}
