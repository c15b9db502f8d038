import { Command } from 'commander'
import { openLake } from '../lab/data/lake/lake.ts'
import { type Universe, universesOf } from '../lab/data/universe/history.ts'
import { monthStarts } from '../lab/data/universe/month-starts.ts'
import { defaultRules, type UniverseRules } from '../lab/data/universe/rules.ts'
import { showHistory, showUniverse } from '../lab/data/universe/show.ts'
import { marketSeries, newestCommon, watchLake } from '../lab/data/universe/watch-lake.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type EpochMs, hour, parseInterval, parseTime } from '../lab/market/units.ts'
import { decimal, whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { progress } from './terminal/progress.ts'
import { table } from './terminal/table.ts'

interface Options {
  readonly venue: string
  readonly at?: EpochMs
  readonly history?: readonly EpochMs[]
  readonly interval?: number
  readonly lake: string
  readonly size: number
  readonly minVolume: number
  readonly minLeverage: number
  readonly json: boolean
}

const { size, minVolumeUsd, minLeverage } = defaultRules

await new Command('universe')
  .description(
    'Choose the assets of a venue that were worth trading at a time, from the data of the lake up to then, and give the reason for each exclusion.',
  )
  .requiredOption('--venue <name>', 'venue of the series, such as hyperliquid')
  .option(
    '--at <time>',
    'time of the choice, UTC (default: the end of the newest bar that at least half of the assets have)',
    time('--at'),
  )
  .option(
    '--history <from..to>',
    'a choice at the start and at each first of a month before the end, such as 2024-01..2025-01',
    months,
  )
  .option('--interval <interval>', 'bar length of the candles (default: 1h)', text =>
    parseInput('--interval', text, parseInterval),
  )
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--size <number>', 'most assets to choose', whole('--size', 1), size)
  .option('--min-volume <usd>', 'smallest median volume, USD per day', decimal('--min-volume', 0), minVolumeUsd)
  .option(
    '--min-leverage <times>',
    'smallest maximum leverage of an asset; 0 accepts unknown leverage',
    decimal('--min-leverage', 0),
    minLeverage,
  )
  .option('--json', 'JSON output: facts, scores, reasons', false)
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(options: Options): Promise<void> {
  if (options.at !== undefined && options.history) throw new InputError('expected --at or --history, found both')
  const universes = await choose(options, {
    ...defaultRules,
    size: options.size,
    minVolumeUsd: options.minVolume,
    minLeverage: options.minLeverage,
  })
  if (options.json) console.log(JSON.stringify(universes))
  else console.log(options.history ? showHistory(universes, table) : showUniverse(universes[0], table))
}

async function choose(options: Options, rules: UniverseRules): Promise<readonly Universe[]> {
  const lake = await openLake(options.lake)
  try {
    const series = await marketSeries(lake, { venue: options.venue, interval: options.interval ?? hour })
    const times = options.history ?? [options.at ?? newestCommon(series)]
    const bar = progress('reading the market')
    try {
      const watched = await watchLake(lake, series, times, done => bar.update(done / series.length))
      return universesOf(watched, times, rules)
    } finally {
      bar.stop()
    }
  } finally {
    lake.close()
  }
}

function time(flag: string) {
  return (text: string) => parseInput(flag, text, parseTime)
}

function months(text: string): readonly EpochMs[] {
  return parseInput('--history', text, raw => {
    const [from, to, ...more] = raw.split('..')
    if (to === undefined || more.length > 0) throw new RangeError(`expected FROM..TO, found "${raw}"`)
    const times = monthStarts(parseTime(from), parseTime(to))
    if (times.length === 0) throw new RangeError(`expected an end after the beginning, found "${raw}"`)
    return times
  })
}
