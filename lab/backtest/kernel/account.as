/** The account: its cash, and what its positions stand for. */
@unmanaged
export class Account {
  /** Cash, funding of positions that are still of the same size not yet taken off. */
  cash: f64
  /** Symbols that are held. */
  held: i32
  /** Of the slot at hand: notional that was opened, and costs of trading. */
  fresh: f64
  costs: f64
  /** The most that positions can have lost in the slot at hand before they were changed or left; counted where bounds are looked at closely. */
  left: f64
  /** At the close before. */
  equity: f64
  gross: f64
}

export const account: Account = changetype<Account>(memory.data(56))
