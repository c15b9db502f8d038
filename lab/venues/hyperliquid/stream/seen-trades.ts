/** Remembers the ids of recent trades in limited memory, to drop repeated ones. */
export interface SeenTrades {
  /** Whether this id is new. It counts as seen afterwards. */
  isNew(id: number): boolean
}

/**
 * Remembers at least the last `capacity` ids, and at most twice as many. The venue repeats its recent trades after every
 * subscription, and gives a trade the same id for both sides.
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
