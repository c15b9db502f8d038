import type { EpochMs, Price, Size, Usd } from '../../../market/units.ts'
import { refuse } from '../wire/refusal.ts'
import { type Cells, cellsUnder, cellText, knownNumber } from './cells.ts'
import { moment } from './moment.ts'

/** A fill of somebody who is no market maker, as his side saw it. */
export interface OfficialTrade {
  readonly t: EpochMs
  readonly user: string
  readonly symbol: string
  /** The user's. */
  readonly side: 'buy' | 'sell'
  readonly price: Price
  /** Base units, above 0. */
  readonly size: Size
  /** Whether the user took the liquidity. */
  readonly isTaker: boolean
}

export interface OfficialLiquidation {
  readonly t: EpochMs
  readonly user: string
  readonly notional: Usd
  readonly accountValue: Usd
  readonly leverage: 'cross' | 'isolated'
}

export interface OfficialLedgerUpdate {
  readonly t: EpochMs
  readonly user: string
  /** Paid in; negative is taken out. */
  readonly delta: Usd
}

/** `non_mm_trades.csv` of the venue's repository historical_data: 2023-02 to 2023-05. @throws WireError on its header */
export function officialTrades(header: string): (line: string) => OfficialTrade {
  const cellsOf = cellsUnder(header, ['time', 'user', 'coin', 'side', 'px', 'sz', 'crossed'])
  return line => {
    const cells = cellsOf(line)
    return {
      ...whoAndWhen(cells),
      symbol: cellText(cells, 'coin'),
      side: oneOf(cells, 'side', { Bid: 'buy', Ask: 'sell' }),
      price: positive(cells, 'px'),
      size: positive(cells, 'sz'),
      isTaker: oneOf(cells, 'crossed', { true: true, false: false }),
    }
  }
}

/** `non_mm_liquidations.csv` of the same place. @throws WireError on its header */
export function officialLiquidations(header: string): (line: string) => OfficialLiquidation {
  const columns = ['time', 'user', 'liquidated_ntl_pos', 'liquidated_account_value', 'leverage_type']
  const cellsOf = cellsUnder(header, columns)
  return line => {
    const cells = cellsOf(line)
    return {
      ...whoAndWhen(cells),
      notional: knownNumber(cells, 'liquidated_ntl_pos'),
      accountValue: knownNumber(cells, 'liquidated_account_value'),
      leverage: oneOf(cells, 'leverage_type', { Cross: 'cross', Isolated: 'isolated' }),
    }
  }
}

/** `non_mm_ledger_updates.csv` of the same place. @throws WireError on its header */
export function officialLedgerUpdates(header: string): (line: string) => OfficialLedgerUpdate {
  const cellsOf = cellsUnder(header, ['time', 'user', 'delta_usd'])
  return line => {
    const cells = cellsOf(line)
    return { ...whoAndWhen(cells), delta: knownNumber(cells, 'delta_usd') }
  }
}

function whoAndWhen(cells: Cells) {
  const user = cells.user
  if (!/^0x[0-9a-f]{40}$/.test(user)) refuse('user', 'an address', user)
  return { t: moment(cells.time, 'time'), user }
}

function positive(cells: Cells, column: string): number {
  const value = knownNumber(cells, column)
  return value > 0 ? value : refuse(column, 'a number above 0', cells[column])
}

function oneOf<T>(cells: Cells, column: string, meanings: Readonly<Record<string, T>>): T {
  const text = cells[column]
  return Object.hasOwn(meanings, text) ? meanings[text] : refuse(column, Object.keys(meanings).join(' or '), text)
}
