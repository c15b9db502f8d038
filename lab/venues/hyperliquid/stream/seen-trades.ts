/** Which trades were let through already: the newest ones at least, in bounded memory. */
export interface SeenTrades {
  /** Whether this id is new; from now on it is not. */
  isNew(id: number): boolean
}

/**
 * Remembers at least the last `capacity` ids, at most twice as many. A venue repeats its most recent trades after every
 * subscription, and a trade has the same id for both its sides.
 */
export function createSeenTrades(capacity = 2_048): SeenTrades {
  let young = new Set<number>()
  let old = new Set<number>()
  return {
    isNew: id => {
      if (young.has(id) || old.has(id)) return false
      if (young.size >= capacity) [old, young] = [young, new Set()]
      young.add(id)
      return true
    },
  }
}
