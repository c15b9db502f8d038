import { integer, type Random } from '../../random.ts'

/**
 * A random signal like a seed's: multiples of a twentieth, each held for a while, sometimes 0, and unknown at first.
 */
export function drawSignal(rows: number, chance: Random): Float64Array {
  const out = new Float64Array(rows).fill(Number.NaN)
  for (let row = integer(chance, 0, 30); row < rows; ) {
    const held = chance() < 0.2 ? 0 : integer(chance, -20, 20) / 20
    const until = row + integer(chance, 1, 24)
    out.fill(held, row, until)
    row = until
  }
  return out
}
