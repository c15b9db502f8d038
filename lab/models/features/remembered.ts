/**
 * What is made of one thing, computed once: for the same key the same comes back, so that a memo knows its columns again. Keys are told
 * apart by identity, must not change, and are forgotten with what was made of them.
 */
export function remembered<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const kept = new WeakMap<Key, { readonly value: T }>()
  return key => {
    const found = kept.get(key) ?? { value: compute(key) }
    kept.set(key, found)
    return found.value
  }
}
