/** A random source: each call returns a number in [0, 1). */
export type Random = () => number

/**
 * Random numbers in [0, 1) from a seed number, by the mulberry32 algorithm. It suits evolution and simulation, not
 * cryptography.
 */
export function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** An independent random stream for a named purpose. More draws from one stream do not change the others. */
export function stream(seed: number, ...names: readonly (string | number)[]): Random {
  // FNV-1a hash of the names, starting from the seed number.
  let hash = 0x811c9dc5 ^ (seed >>> 0)
  for (const name of names)
    for (const character of `${name}/`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  const next = random(hash)
  for (let i = 0; i < 4; i++) next()
  return next
}

/** Random integer in [min, max], both inclusive. */
export const integer = (next: Random, min: number, max: number): number => min + Math.floor(next() * (max - min + 1))

/** Standard normal random number (Box-Muller). */
export function gaussian(next: Random): number {
  const u = 1 - next()
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * next())
}
