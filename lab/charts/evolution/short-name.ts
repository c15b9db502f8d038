/** A gene's name without its seed's, which stands beside it everywhere: `fast` for `ema-cross.fast`; `exits.stop` stays. */
export const shortName = (name: string, seed: string): string =>
  name.startsWith(`${seed}.`) ? name.slice(seed.length + 1) : name
