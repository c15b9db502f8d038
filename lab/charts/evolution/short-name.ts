/** A gene's name without its seed's prefix, because the seed is named beside it: `fast` for `ema-cross.fast`, but `exits.stop` unchanged. */
export const shortName = (name: string, seed: string): string =>
  name.startsWith(`${seed}.`) ? name.slice(seed.length + 1) : name
