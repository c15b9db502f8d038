import type { EpochMs, Usd } from '../../../market/units.ts'
import { amount, at, flag, ifThere, list, type Raw, raw, text, time } from './fields.ts'
import { reading } from './refusal.ts'

/** Money that moved without a trade: a deposit, a withdrawal, a transfer, a liquidation … What its type does not have is null. */
export interface WireLedgerUpdate {
  readonly t: EpochMs
  readonly hash: string
  /** The venue's word, of an open set: `deposit`, `withdraw`, `accountClassTransfer`, `send`, `liquidation` … */
  readonly type: string
  /** As the venue states it, mostly without a sign: the type and both users tell the direction. */
  readonly usd: Usd | null
  /** Of `token`. */
  readonly amount: number | null
  readonly token: string | null
  readonly fee: number | null
  readonly user: string | null
  readonly destination: string | null
  /** From spot to perpetuals, or back. */
  readonly toPerp: boolean | null
}

/** `userNonFundingLedgerUpdates`, asked or streamed. @throws WireError */
export const parseLedger = (data: unknown, what = 'userNonFundingLedgerUpdates'): WireLedgerUpdate[] =>
  reading(what, data, updates => list(updates, update))

function update(data: unknown): WireLedgerUpdate {
  const from = raw(data)
  return { t: time(from, 'time'), hash: text(from, 'hash'), ...at(from, 'delta', delta) }
}

function delta(data: unknown) {
  const from = raw(data)
  return {
    type: text(from, 'type'),
    usd: ifThere(from, 'usdc', amount) ?? ifThere(from, 'usdcValue', amount),
    amount: ifThere(from, 'amount', amount),
    token: name(from, 'token'),
    fee: ifThere(from, 'fee', amount),
    user: name(from, 'user'),
    destination: name(from, 'destination'),
    toPerp: ifThere(from, 'toPerp', flag),
  }
}

/** The venue leaves some names empty where there is none to tell. */
const name = (from: Raw, key: string): string | null => (from[key] === '' ? null : ifThere(from, key, text))
