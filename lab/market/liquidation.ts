import { type Account, type Instruments, instrumentOf, type Marks } from './account.ts'
import { maintenanceMargin } from './margin.ts'
import type { Price, Usd } from './units.ts'

/** Terms on which an account below maintenance margin is closed. */
export interface Liquidation {
  /** Closing price of each position. */
  readonly prices: ReadonlyMap<string, Price>
  /** True if so little equity is left that the venue's backstop takes the collateral too. */
  readonly backstop: boolean
}

/**
 * Tests if an account survives a move of all prices from their marks to their worst. The order in which the symbols'
 * prices move inside a bar is unknown, so the worst case is assumed: all move at once.
 *
 * @param worst returns the worst price of a held symbol
 * @returns closing prices at the point where the margin runs out; undefined if the account survives
 * @see Hyperliquid, "Liquidations": below maintenance margin the positions are closed in the market; below two thirds
 *   of it the backstop takes over
 */
export function liquidation(
  account: Account,
  marks: Marks,
  worst: (symbol: string) => Price,
  instruments: Instruments,
): Liquidation | undefined {
  const path: PricePath = { account, marks, worst, instruments }
  const lostAtOnce = slack(path, 0) < 0
  if (!lostAtOnce && !(slack(path, 1) < 0)) return undefined

  let [safe, lost] = [0, lostAtOnce ? 0 : 1]
  // Bisection for the point where the margin runs out. Fifty halvings reach full double precision.
  for (let i = 0; i < 50 && lost > safe; i++) {
    const middle = (safe + lost) / 2
    if (slack(path, middle) < 0) lost = middle
    else safe = middle
  }
  const prices = new Map([...account.positions.keys()].map(symbol => [symbol, priceAt(path, symbol, lost)]))
  return { prices, backstop: slack(path, lost, 2 / 3) < 0 }
}

/** The move of all prices from their marks to their worst, with the account that is exposed to it. */
interface PricePath {
  readonly account: Account
  readonly marks: Marks
  readonly worst: (symbol: string) => Price
  readonly instruments: Instruments
}

/**
 * Equity minus maintenance margin, USD, after every price has moved by the fraction `share` of its way to the worst.
 *
 * @param part fraction of the maintenance margin to subtract
 */
function slack(path: PricePath, share: number, part = 1): Usd {
  let left = path.account.cash
  for (const [symbol, { size, entryPrice }] of path.account.positions) {
    const price = priceAt(path, symbol, share)
    left += size * (price - entryPrice)
    left -= part * maintenanceMargin(Math.abs(size) * price, instrumentOf(path.instruments, symbol).tiers)
  }
  return left
}

function priceAt({ marks, worst }: PricePath, symbol: string, share: number): Price {
  const start = marks.get(symbol) as Price
  return share === 0 ? start : start + share * (worst(symbol) - start)
}
