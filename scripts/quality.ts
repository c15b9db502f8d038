import { Command } from 'commander'
import { inspectFile } from '../lab/data/files/inspect.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { readBars } from '../lab/data/lake/read.ts'
import { listSeries } from '../lab/data/lake/series.ts'
import { type Quality, quality } from '../lab/data/quality/quality.ts'
import {
  barsBehind,
  isOfSeries,
  type RecordedGaps,
  readRecordedGaps,
  showRecordedGaps,
} from '../lab/data/quality/recorded-gaps.ts'
import { showQuality } from '../lab/data/quality/show.ts'
import { explain, InputError, parseInput } from '../lab/input-error.ts'
import { parseInterval, showInterval } from '../lab/market/units.ts'

interface Options {
  readonly venue?: string
  readonly interval?: number
  readonly symbol?: string
  readonly lake: string
  readonly json: boolean
}

await new Command('quality')
  .description(
    'Say what is odd about candles: gaps, duplicates, order, impossible prices, idle runs, outliers; and what the lake has on record as missing. Repairs nothing.',
  )
  .argument('[file]', 'a Parquet or CSV file to look at before it is imported; without one, the lake')
  .option('--venue <name>', "of the lake's series")
  .option('--interval <interval>', 'such as 1h', text => parseInput('--interval', text, parseInterval))
  .option('--symbol <name>', "one of the lake's symbols; or of every row, for a file without a column for it")
  .option('--lake <folder>', 'the lake', 'data/lake')
  .option('--json', 'print the whole report as JSON', false)
  .action(async (file: string | undefined, options: Options) => {
    if (file === undefined) return ofLake(options)
    const reports = (await inspectFile(file, options)).map(one => quality(one))
    console.log(options.json ? JSON.stringify(reports) : showQuality(reports))
  })
  .parseAsync()
  .catch(error => {
    console.error(explain(error))
    process.exitCode = 1
  })

/** A report of candles that are in the lake. */
interface SeriesReport extends Quality {
  readonly venue: string
  /** Bars that it ends before the newest of its venue and interval. */
  readonly behind: number
  readonly recordedGaps: RecordedGaps['gaps']
}

async function ofLake({ lake: root, json, ...wanted }: Options): Promise<void> {
  const lake = await openLake(root)
  try {
    const all = await listSeries(lake)
    const series = all.filter(
      ({ venue, symbol, interval }) =>
        venue === (wanted.venue ?? venue) &&
        symbol === (wanted.symbol ?? symbol) &&
        interval === (wanted.interval ?? interval),
    )
    if (series.length === 0) throw new InputError(`no such series in the lake at ${root}`)
    const onRecord = await readRecordedGaps(lake, wanted)
    const reports: SeriesReport[] = []
    for (const one of series) {
      const recordedGaps = onRecord.find(record => isOfSeries(record, one))?.gaps ?? []
      const behind = barsBehind(one, all)
      reports.push({ ...quality(await readBars(lake, one)), venue: one.venue, behind, recordedGaps })
    }
    // Trades, payments and the like have no report of their own.
    const others = onRecord.filter(record => !series.some(one => isOfSeries(record, one)))
    const streams = others.map(({ gaps: recordedGaps, ...stream }) => ({ ...stream, recordedGaps }))
    console.log(json ? JSON.stringify([...reports, ...streams]) : show(reports, onRecord))
  } finally {
    lake.close()
  }
}

function show(reports: readonly SeriesReport[], onRecord: readonly RecordedGaps[]): string {
  const late = reports.filter(({ behind }) => behind > 0)
  return [
    showQuality(reports),
    ...late.map(({ symbol, venue, interval, behind }) => {
      return `${symbol}: ends ${behind} bars before the newest of ${venue} ${showInterval(interval)}`
    }),
    ...showRecordedGaps(onRecord),
  ].join('\n')
}
