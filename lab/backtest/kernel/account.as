/** The account: cash, exposure and equity. */
@unmanaged
export class Account {
  /** Cash. Funding of positions is deducted when their size changes. */
  cash: f64
  /** Number of symbols with a position. */
  held: i32
  /** In the current slot: notional opened, and trading costs. */
  fresh: f64
  costs: f64
  /**
   * Upper bound of losses in the current slot on positions before they were changed or closed; used only for close
   * bounds.
   */
  left: f64
  /** At the previous close. */
  equity: f64
  gross: f64
}

export const account: Account = changetype<Account>(memory.data(56))
