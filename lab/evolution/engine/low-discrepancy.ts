import type { Random } from '../../random.ts'

/**
 * Points spread evenly over a unit cube, for any number of points: the additive recurrence on the generalised golden
 * ratio (Roberts 2018, "The unreasonable effectiveness of quasirandom sequences"). Each axis is a Kronecker sequence.
 *
 * @returns a function from n to the nth point, each coordinate in [0, 1)
 */
export function lowDiscrepancy(dimensions: number): (n: number) => readonly number[] {
  const ratio = goldenRatio(dimensions)
  const steps = Array.from({ length: dimensions }, (_, i) => ratio ** -(i + 1) % 1)
  return n => steps.map(step => (0.5 + (n + 1) * step) % 1)
}

/** A deterministic stand-in for a random source: yields the coordinates in turn, then draws from `rest`. */
export function drawsFrom(point: readonly number[], rest: Random): Random {
  let next = 0
  return () => (next < point.length ? point[next++] : rest())
}

/** The root of x^(d+1) = x + 1 that is greater than 1. For d = 1 it is the golden ratio. */
function goldenRatio(dimensions: number): number {
  let x = 2
  for (let i = 0; i < 64; i++) x = (1 + x) ** (1 / (dimensions + 1))
  return x
}
