import { SingleBar } from 'cli-progress'
import { Command } from 'commander'
import { wallClock } from '../lab/clock.ts'
import { type ImportReport, importFile, showImport } from '../lab/data/import.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { explain, parseInput } from '../lab/input-error.ts'
import { parseInterval } from '../lab/market/units.ts'

interface Options {
  readonly venue: string
  readonly interval?: number
  readonly symbol?: string
  readonly lake: string
  readonly synthetic: boolean
  readonly json: boolean
}

await new Command('import')
  .description(
    'Import Parquet or CSV files of candles or funding payments into the lake, each file as a whole or not at all.',
  )
  .argument(
    '<file...>',
    'files with the columns time, open, high, low, close, volume, or time and rate; plus symbol, unless --symbol is given',
  )
  .requiredOption('--venue <name>', 'venue of the prices, such as binance')
  .option('--interval <interval>', 'bar length, such as 1h (default: inferred from the file)', text =>
    parseInput('--interval', text, parseInterval),
  )
  .option('--symbol <name>', 'symbol of every row, for files without a symbol column')
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--synthetic', 'label of the bars as simulated', false)
  .option('--json', 'one JSON report per file as output', false)
  .action(run)
  .parseAsync()
  .catch(error => {
    console.error(explain(error))
    process.exitCode = 1
  })

async function run(files: readonly string[], { lake: root, json, ...options }: Options): Promise<void> {
  const start = wallClock()
  const lake = await openLake(root)
  const reports: ImportReport[] = []
  try {
    for (const file of files) {
      const bar = new SingleBar({
        format: `${file} {step} {bar} {value}/{total}`,
        clearOnComplete: true,
        noTTYOutput: false,
      })
      if (!json) bar.start(1, 0, { step: 'read' })
      try {
        const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) => {
          bar.setTotal(total)
          bar.update(done, { step })
        }
        reports.push(await importFile(lake, file, { ...options, ...(!json && { onProgress }) }))
      } finally {
        bar.stop()
      }
      const report = reports[reports.length - 1]
      console.log(json ? JSON.stringify(report) : showImport(report))
    }
  } finally {
    lake.close()
  }
  if (json) return
  const rows = reports.reduce((sum, report) => sum + report.rows, 0)
  const symbols = new Set(reports.flatMap(report => report.symbols))
  console.log(
    `${rows.toLocaleString('en-US')} rows, ${symbols.size} symbols, ${((wallClock() - start) / 1_000).toFixed(1)} s`,
  )
}
