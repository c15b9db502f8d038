import type { CampaignFile } from './campaign-file.ts'

/** One run of a campaign: a combination of universe, seed group and random seed. */
export interface Cell {
  /** Folder name: number of the run, symbols, seeds and random seed, such as `07-btc-and-2-rsi-1`. */
  readonly name: string
  readonly symbols: readonly string[]
  readonly seeds: readonly string[]
  /** Random seed. */
  readonly seedNumber: number
}

/**
 * Every combination of universe, seed group and random seed, in the order of the file, up to the maximum number of
 * runs.
 */
export function cellsOf({ symbols, seeds, numbers = [1], strategies }: CampaignFile): readonly Cell[] {
  const all = symbols.flatMap(universe =>
    seeds.flatMap(ideas =>
      numbers.map(seedNumber => ({ symbols: asList(universe), seeds: asList(ideas), seedNumber })),
    ),
  )
  const width = String(all.length).length
  return all.slice(0, strategies).map((cell, i) => ({
    ...cell,
    name: [String(i + 1).padStart(width, '0'), about(cell.symbols), about(cell.seeds), String(cell.seedNumber)].join(
      '-',
    ),
  }))
}

const asList = (one: string | readonly string[]): readonly string[] => (typeof one === 'string' ? [one] : one)

/** The first name, and the number of further names: `btc-and-2`. */
const about = ([first, ...more]: readonly string[]) =>
  `${first.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}${more.length > 0 ? `-and-${more.length}` : ''}`
