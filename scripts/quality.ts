import { Command } from 'commander'
import { inspectFile } from '../lab/data/files/inspect.ts'
import { explain, InputError, parseInput } from '../lab/data/input-error.ts'
import { readBars } from '../lab/data/lake/read.ts'
import { listSeries } from '../lab/data/lake/series.ts'
import { openLake } from '../lab/data/lake.ts'
import { showQuality } from '../lab/data/quality/show.ts'
import { type Quality, quality } from '../lab/data/quality.ts'
import { parseInterval } from '../lab/market/units.ts'

interface Options {
  readonly venue?: string
  readonly interval?: number
  readonly symbol?: string
  readonly lake: string
  readonly json: boolean
}

await new Command('quality')
  .description(
    'Say what is odd about candles: gaps, duplicates, order, impossible prices, idle runs, outliers. Repairs nothing.',
  )
  .argument('[file]', 'a Parquet or CSV file to look at before it is imported; without one, the lake')
  .option('--venue <name>', "of the lake's series")
  .option('--interval <interval>', 'such as 1h', text => parseInput('--interval', text, parseInterval))
  .option('--symbol <name>', "one of the lake's symbols; or of every row, for a file without a column for it")
  .option('--lake <folder>', 'the lake', 'data/lake')
  .option('--json', 'print the whole report as JSON', false)
  .action(async (file: string | undefined, options: Options) => {
    const reports =
      file === undefined ? await ofLake(options) : (await inspectFile(file, options)).map(one => quality(one))
    console.log(options.json ? JSON.stringify(reports) : showQuality(reports))
  })
  .parseAsync()
  .catch(error => {
    console.error(explain(error))
    process.exitCode = 1
  })

async function ofLake({ lake: root, ...wanted }: Options): Promise<Quality[]> {
  const lake = await openLake(root)
  try {
    const series = (await listSeries(lake)).filter(
      ({ venue, symbol, interval }) =>
        venue === (wanted.venue ?? venue) &&
        symbol === (wanted.symbol ?? symbol) &&
        interval === (wanted.interval ?? interval),
    )
    if (series.length === 0) throw new InputError(`no such series in the lake at ${root}`)
    const reports: Quality[] = []
    for (const one of series) reports.push(quality(await readBars(lake, one)))
    return reports
  } finally {
    lake.close()
  }
}
