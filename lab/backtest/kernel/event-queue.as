import { stateOf } from './symbol-state'
import { dueAt, eventfulAt, firstState, symbolCount, dueIndexesAt, slots } from './world'

/** Words of 64 symbols per slot. */
@inline
function words(): i32 {
  return (symbolCount + 63) >> 6
}

/** Schedules an event of the symbol at an index for a slot. A symbol has at most one scheduled event. */
@inline
export function enterLater(index: i32, slot: i32): void {
  const eventful = eventfulAt + ((<usize>(slot >> 6)) << 3)
  store<u64>(eventful, load<u64>(eventful) | ((<u64>1) << (slot & 63)))
  const due = dueAt + ((<usize>(slot * words() + (index >> 6))) << 3)
  store<u64>(due, load<u64>(due) | ((<u64>1) << (index & 63)))
}

/** The first slot with an event, from a slot on; i32.MAX_VALUE if there is none. */
export function nextSlot(from: i32): i32 {
  let word = from >> 6
  const last = (slots - 1) >> 6
  let left = load<u64>(eventfulAt + ((<usize>word) << 3)) & ((<u64>-1) << (from & 63))
  while (left == 0) {
    if (++word > last) return i32.MAX_VALUE
    left = load<u64>(eventfulAt + ((<usize>word) << 3))
  }
  return (word << 6) + <i32>ctz(left)
}

/** Kinds of events in a slot, one bit each. */
export function kindsAt(slot: i32): i32 {
  let kinds = 0
  const each = words()
  for (let word = 0; word < each; word++) {
    let left = load<u64>(dueAt + ((<usize>(slot * each + word)) << 3))
    for (; left != 0; left &= left - 1) kinds |= 1 << stateOf(firstState, (word << 6) + <i32>ctz(left)).nextEvent
  }
  return kinds
}

/**
 * Removes the symbols with this event from the slot, and writes their indexes in order to `dueIndexesAt`. @returns
 * their number
 */
export function gather(slot: i32, event: i32): i32 {
  let count = 0
  const each = words()
  for (let word = 0; word < each; word++) {
    const at = dueAt + ((<usize>(slot * each + word)) << 3)
    const all = load<u64>(at)
    let taken: u64 = 0
    for (let left = all; left != 0; left &= left - 1) {
      const bit = <i32>ctz(left)
      const index = (word << 6) + bit
      if (stateOf(firstState, index).nextEvent != event) continue
      taken |= (<u64>1) << bit
      store<i32>(dueIndexesAt + ((<usize>count) << 2), index)
      count++
    }
    store<u64>(at, all & ~taken)
  }
  return count
}

/** Marks a slot as processed. */
@inline
export function passed(slot: i32): void {
  const at = eventfulAt + ((<usize>(slot >> 6)) << 3)
  store<u64>(at, load<u64>(at) & ~((<u64>1) << (slot & 63)))
}

/** Removes all scheduled events. */
export function clearEventQueue(): void {
  memory.fill(eventfulAt, 0, (<usize>((slots + 63) >> 6)) << 3)
  memory.fill(dueAt, 0, (<usize>(slots * words())) << 3)
}
