import type { CampaignFile } from './campaign-file.ts'

/** One run of a campaign. */
export interface Cell {
  /** Of its folder: its number, and what it is about. */
  readonly name: string
  readonly symbols: readonly string[]
  readonly seeds: readonly string[]
  readonly seedNumber: number
}

/** Every universe with every group of ideas and every random seed, in the order of the file; no more than are asked for. */
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

/** The first of them, and how many more there are. */
const about = ([first, ...more]: readonly string[]) =>
  `${first.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}${more.length > 0 ? `-and-${more.length}` : ''}`
