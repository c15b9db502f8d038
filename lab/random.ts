/** A stream of random numbers: each call gives the next one in [0, 1). */
export type Random = () => number

/** A stream of random numbers in [0, 1) from a seed number, by mulberry32: 32 bits of state, good enough to breed and to simulate, not to sign. */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An independent stream for one named purpose, so that drawing more in one place changes nothing elsewhere. */
export function stream(seed: number, ...names: readonly (string | number)[]): Random {
  // FNV-1a over the purpose, then folded into the seed number.
  let hash = 0x811c9dc5 ^ (seed >>> 0)
  for (const name of names)
    for (const character of `${name}/`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  const next = random(hash)
  for (let i = 0; i < 4; i++) next()
  return next
}

/** Whole number in [min, max], both included. */
export const integer = (next: Random, min: number, max: number): number => min + Math.floor(next() * (max - min + 1))

/** Standard normal, by Box and Muller. */
export function gaussian(next: Random): number {
  const u = 1 - next()
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * next())
}
