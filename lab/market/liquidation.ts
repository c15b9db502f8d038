import { type Account, type Instruments, instrumentOf, type Marks } from './account.ts'
import { maintenanceMargin } from './margin.ts'
import type { Price, Usd } from './units.ts'

/** How an account that its margin no longer carries is ended. */
export interface Liquidation {
  /** Every position is closed at its price here. */
  readonly prices: ReadonlyMap<string, Price>
  /** So little was left that the venue's backstop takes the collateral too. */
  readonly backstop: boolean
}

/**
 * Whether an account survives all prices moving together from the marks to their worst.
 * How prices of several symbols move against each other inside a bar is not known, so the worst is assumed: all at once.
 *
 * @param worst the price of a held symbol at its worst
 * @see Hyperliquid, "Liquidations": below maintenance margin the positions are closed in the market, below two thirds of it the backstop takes over
 */
export function liquidation(
  account: Account,
  marks: Marks,
  worst: (symbol: string) => Price,
  instruments: Instruments,
): Liquidation | undefined {
  const way: Way = { account, marks, worst, instruments }
  const lostAtOnce = slack(way, 0) < 0
  if (!lostAtOnce && !(slack(way, 1) < 0)) return undefined

  let [safe, lost] = [0, lostAtOnce ? 0 : 1]
  // Fifty halvings reach the last bit of the share.
  for (let i = 0; i < 50 && lost > safe; i++) {
    const middle = (safe + lost) / 2
    if (slack(way, middle) < 0) lost = middle
    else safe = middle
  }
  const prices = new Map([...account.positions.keys()].map(symbol => [symbol, priceAt(way, symbol, lost)]))
  return { prices, backstop: slack(way, lost, 2 / 3) < 0 }
}

interface Way {
  readonly account: Account
  readonly marks: Marks
  readonly worst: (symbol: string) => Price
  readonly instruments: Instruments
}

/** Equity beyond `part` of the maintenance margin, when every price has gone this share of its way. */
function slack(way: Way, share: number, part = 1): Usd {
  let left = way.account.cash
  for (const [symbol, { size, entryPrice }] of way.account.positions) {
    const price = priceAt(way, symbol, share)
    left += size * (price - entryPrice)
    left -= part * maintenanceMargin(Math.abs(size) * price, instrumentOf(way.instruments, symbol).tiers)
  }
  return left
}

function priceAt({ marks, worst }: Way, symbol: string, share: number): Price {
  const start = marks.get(symbol) as Price
  return share === 0 ? start : start + share * (worst(symbol) - start)
}
