import { SymbolState } from './symbol-state'
import { grossAt, profitAt } from './world'

/** Adds a position's unrealised profit after funding, and its notional, at each close of slots `[from, to)`. */
export function addPath(state: SymbolState, from: i32, to: i32): void {
  const isLong = state.size > 0
  const units = abs(state.size)
  const size = f64x2.splat(state.size)
  const many = f64x2.splat(units)
  const entry = f64x2.splat(state.entry)
  const before = f64x2.splat(state.paidBefore)
  const start = (<usize>from) << 3
  let mark = state.markAt + start
  let paid = (isLong ? state.longPaidAt : state.shortPaidAt) + start
  let profit = profitAt + start
  let gross = grossAt + start
  const end = profitAt + ((<usize>to) << 3)
  for (; profit + 16 <= end; profit += 16) {
    const price = v128.load(mark)
    const gain = f64x2.mul(size, f64x2.sub(price, entry))
    const cost = f64x2.mul(many, f64x2.sub(v128.load(paid), before))
    v128.store(profit, f64x2.add(v128.load(profit), f64x2.sub(gain, cost)))
    v128.store(gross, f64x2.add(v128.load(gross), f64x2.mul(many, price)))
    mark += 16
    paid += 16
    gross += 16
  }
  if (profit < end) {
    const price = load<f64>(mark)
    const gain = state.size * (price - state.entry) - units * (load<f64>(paid) - state.paidBefore)
    store<f64>(profit, load<f64>(profit) + gain)
    store<f64>(gross, load<f64>(gross) + units * price)
  }
}
