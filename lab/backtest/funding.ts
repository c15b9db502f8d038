import type { FundingCharge } from '../market/charges.ts'
import { laterFunding, openingFunding } from '../market/charges.ts'
import { type BacktestState, instrumentIn, type Lane } from './state.ts'

/** Charges the hour on which the bar opens. */
export const fundOpening = (state: BacktestState, lane: Lane): void =>
  charge(state, lane, openingFunding(state.account, fundedBar(lane), state.costs, instrumentIn(state, lane)))

/** Charges the bar's further hours. */
export const fundLater = (state: BacktestState, lane: Lane): void =>
  charge(
    state,
    lane,
    laterFunding(state.account, fundedBar(lane), state.strategy.interval, state.costs, instrumentIn(state, lane)),
  )

function charge(state: BacktestState, lane: Lane, funding: FundingCharge | undefined): void {
  if (!funding) return
  state.account = { ...state.account, cash: state.account.cash - funding.usd }
  state.ledger.fund(lane.symbol, funding.usd)
  state.paid.fundingUsd += funding.usd
  if (funding.assumed) state.paid.assumedFundingUsd += funding.usd
}

const fundedBar = ({ symbol, bars, row }: Lane) => ({
  symbol,
  openTime: bars.openTime[row],
  open: bars.open[row],
  funding: bars.funding?.[row],
})
