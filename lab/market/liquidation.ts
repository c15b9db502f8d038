import { type Account, equity, type Instruments, type Marks, maintenance } from './account.ts'
import type { Price, Usd } from './units.ts'

/** How an account that its margin no longer carries is ended. */
export interface Liquidation {
  /** Every position is closed at its price here. */
  readonly prices: ReadonlyMap<string, Price>
  /** So little was left that the venue's backstop takes the collateral too. */
  readonly backstop: boolean
}

/**
 * Whether an account survives all prices moving together from `from` to `worst`.
 * How prices of several symbols move against each other inside a bar is not known, so the worst is assumed: all at once.
 *
 * @see Hyperliquid, "Liquidations": below maintenance margin the positions are closed in the market, below two thirds of it the backstop takes over
 */
export function liquidation(
  account: Account,
  from: Marks,
  worst: Marks,
  instruments: Instruments,
): Liquidation | undefined {
  if (account.positions.size === 0) return undefined
  const at = (share: number): Marks => {
    const prices = new Map<string, Price>()
    for (const symbol of account.positions.keys()) {
      const start = from.get(symbol) as Price
      prices.set(symbol, start + share * ((worst.get(symbol) ?? start) - start))
    }
    return prices
  }
  const slack = (marks: Marks): Usd => equity(account, marks) - maintenance(account, marks, instruments)
  if (!(slack(at(1)) < 0) && !(slack(at(0)) < 0)) return undefined

  let [safe, lost] = [0, 1]
  if (slack(at(0)) < 0) lost = 0
  // The slack is piecewise linear in the share of the way; fifty halvings reach the last bit.
  for (let i = 0; i < 50 && lost > safe; i++) {
    const middle = (safe + lost) / 2
    if (slack(at(middle)) < 0) lost = middle
    else safe = middle
  }
  const prices = at(lost)
  return { prices, backstop: equity(account, prices) < (2 / 3) * maintenance(account, prices, instruments) }
}
