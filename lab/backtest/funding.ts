import type { FundingCharge } from '../market/charges.ts'
import { laterFunding, openingFunding } from '../market/charges.ts'
import { type BacktestState, instrumentIn, type SymbolState } from './state.ts'

/** Charges the funding due at the bar's open, if the bar opens on a full hour: see `openingFunding`. */
export const fundOpening = (state: BacktestState, symbolState: SymbolState): void =>
  charge(
    state,
    symbolState,
    openingFunding(state.account, fundedBar(symbolState), state.costs, instrumentIn(state, symbolState)),
  )

/** Charges the funding due at the remaining full hours of the bar: see `laterFunding`. */
export const fundLater = (state: BacktestState, symbolState: SymbolState): void =>
  charge(
    state,
    symbolState,
    laterFunding(
      state.account,
      fundedBar(symbolState),
      state.strategy.interval,
      state.costs,
      instrumentIn(state, symbolState),
    ),
  )

function charge(state: BacktestState, symbolState: SymbolState, funding: FundingCharge | undefined): void {
  if (!funding) return
  state.account = { ...state.account, cash: state.account.cash - funding.usd }
  state.ledger.fund(symbolState.symbol, funding.usd)
  state.paid.fundingUsd += funding.usd
  if (funding.assumed) state.paid.assumedFundingUsd += funding.usd
}

const fundedBar = ({ symbol, bars, row }: SymbolState) => ({
  symbol,
  openTime: bars.openTime[row],
  open: bars.open[row],
  funding: bars.funding?.[row],
})
