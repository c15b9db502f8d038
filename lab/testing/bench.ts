/** One measured line. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: 'ms' | 'ns' | 'MB' | '/s' | '×'
  /**
   * Comparison with another implementation in the same run; `to` continues the sentence after the number: "as fast as
   * on candle objects".
   */
  readonly ratio?: { readonly times: number; readonly to: string }
  /** A reference value: a goal, or a claim of another system. */
  readonly beside?: string
}

/** Exported as `bench` by each `*.bench.ts`. `npm run bench` runs each file in a process of its own. */
export interface Bench {
  readonly name: string
  run(): Promise<readonly Row[]>
}

type Work = () => unknown

/**
 * Measures the shortest time of each side in ms. The sides alternate, so that other load on the machine affects all of
 * them, and the shortest round is the least disturbed.
 *
 * @param sides functions to time, by name; async ones are awaited
 * @param rounds rounds per side, after one unmeasured warm-up round
 */
export async function race<Side extends string>(
  sides: Readonly<Record<Side, Work>>,
  rounds = 9,
): Promise<Readonly<Record<Side, number>>> {
  const best = {} as Record<Side, number>
  const entries = Object.entries(sides) as [Side, Work][]
  for (const [, work] of entries) await work()
  for (let round = 0; round < rounds; round++) {
    // Alternates which side is first, because the first one finds the caches filled by the other.
    for (const [side, work] of round % 2 ? entries.toReversed() : entries) {
      const start = performance.now()
      await work()
      best[side] = Math.min(best[side] ?? Number.POSITIVE_INFINITY, performance.now() - start)
    }
  }
  return best
}

/** Reference time: copying 8 MB of memory. Benchmarks are printed as multiples of it, to compare machines. */
export async function yardstick(): Promise<number> {
  const from = new Float64Array(2 ** 20).fill(1)
  const to = new Float64Array(from.length)
  return (await race({ copy: () => to.set(from) }, 50)).copy
}
