/**
 * Caches a function of an object: the same object returns the same result, so that a memo recognises the result's
 * columns. Objects are compared by identity and must not change. A result is released together with its object.
 */
export function remembered<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const kept = new WeakMap<Key, { readonly value: T }>()
  return key => {
    const found = kept.get(key) ?? { value: compute(key) }
    kept.set(key, found)
    return found.value
  }
}
