/**
 * A gene's name without the prefix of its seed: `fast` for `ema-cross.fast`. Other names, such as `exits.stop`, are
 * returned unchanged.
 */
export const shortName = (name: string, seed: string): string =>
  name.startsWith(`${seed}.`) ? name.slice(seed.length + 1) : name
