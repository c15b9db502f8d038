/** One measured line. */
export interface Row {
  readonly what: string
  readonly value: number
  readonly unit: 'ms' | 'ns' | 'MB' | '/s' | '×'
  /** Against the same work done another way in the same run; `to` reads on from the number: "as fast as on candle objects". */
  readonly ratio?: { readonly times: number; readonly to: string }
  /** A number to hold it against: a goal of ours, or what another system claims. */
  readonly beside?: string
}

/** What a `*.bench.ts` exports as `bench`. `npm run bench` runs each file in a process of its own. */
export interface Bench {
  readonly name: string
  run(): Promise<readonly Row[]>
}

type Work = () => unknown

/**
 * The shortest time that each side took, in ms. The sides take turns, so that whatever else the machine does meets them
 * all; the shortest of many rounds is the one that was least disturbed.
 *
 * @param sides  what to time, by name; an async side is awaited
 * @param rounds turns for each side, after one unmeasured turn in which the engine warms to it
 */
export async function race<Side extends string>(
  sides: Readonly<Record<Side, Work>>,
  rounds = 9,
): Promise<Readonly<Record<Side, number>>> {
  const best = {} as Record<Side, number>
  const entries = Object.entries(sides) as [Side, Work][]
  for (const [, work] of entries) await work()
  for (let round = 0; round < rounds; round++) {
    // The one that goes first finds the caches of the other: so they take turns at that too.
    for (const [side, work] of round % 2 ? entries.toReversed() : entries) {
      const start = performance.now()
      await work()
      best[side] = Math.min(best[side] ?? Number.POSITIVE_INFINITY, performance.now() - start)
    }
  }
  return best
}

/** What every time is printed as a multiple of: copying 8 MB of memory, the same on every branch of this project. */
export async function yardstick(): Promise<number> {
  const from = new Float64Array(2 ** 20).fill(1)
  const to = new Float64Array(from.length)
  return (await race({ copy: () => to.set(from) }, 50)).copy
}
