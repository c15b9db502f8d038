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
    'Report flaws of candles (gaps, duplicates, order, impossible prices, idle runs, outliers) and the recorded gaps of the lake. Nothing is changed.',
  )
  .argument('[file]', 'Parquet or CSV file to check before its import (default: the lake)')
  .option('--venue <name>', 'venue of the series (default: all)')
  .option('--interval <interval>', 'bar length, such as 1h (default: all)', text =>
    parseInput('--interval', text, parseInterval),
  )
  .option('--symbol <name>', 'symbol of the series (default: all); or of every row of a file without a symbol column')
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--json', 'JSON output of the whole report', false)
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

/** The report of one series of candles in the lake. */
interface SeriesReport extends Quality {
  readonly venue: string
  /** Bars between its last bar and the newest bar of the same venue and interval. */
  readonly behind: number
  readonly recordedGaps: RecordedGaps['recordedGaps']
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
    if (series.length === 0)
      throw new InputError(`${root}: expected a series of candles with these options, found none`)
    const onRecord = await readRecordedGaps(lake, wanted)
    const reports: SeriesReport[] = []
    for (const one of series) {
      const recordedGaps = onRecord.find(record => isOfSeries(record, one))?.recordedGaps ?? []
      const behind = barsBehind(one, all)
      reports.push({ ...quality(await readBars(lake, one)), venue: one.venue, behind, recordedGaps })
    }
    // Recorded gaps of trades, funding and other tables, which have no candle report.
    const others = onRecord.filter(record => !series.some(one => isOfSeries(record, one)))
    console.log(json ? JSON.stringify([...reports, ...others]) : show(reports, onRecord))
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
