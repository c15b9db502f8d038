import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { metrics } from '../lab/backtest/metrics.ts'
import { fingerprint } from '../lab/data/fingerprint.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { readMarket } from '../lab/data/read-market.ts'
import { instrumentsOf } from '../lab/evolution/dataset.ts'
import { InputError, parseInput } from '../lab/input-error.ts'
import { type EpochMs, parseTime, showTime } from '../lab/market/units.ts'
import { rowsKept } from '../lab/strategy/exposure.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { showFlaw } from '../lab/strategy/yaml/flaw.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { engine } from '../lab/version.ts'
import { loadStrategy } from '../runtime/load.ts'
import { rehearse } from '../runtime/rehearsal/rehearse.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { aboutJournal } from './terminal/journal.ts'
import { spareBars } from './terminal/market.ts'
import { modelsBeside } from './terminal/models.ts'
import { showMetrics } from './terminal/outcome.ts'
import { progress } from './terminal/progress.ts'

interface Options {
  readonly bars: string
  readonly from: EpochMs
  readonly to: EpochMs
  readonly cash: number
  readonly lake: string
  readonly journals: string
}

await new Command('trade')
  .description(
    'Trade a strategy file with the runtime on the embedded exchange, over bars from the lake. After an interruption, the same command resumes from the journal.',
  )
  .argument('<file>', 'strategy file')
  .requiredOption('--bars <venue>', 'venue of the bars, such as binance')
  .requiredOption('--from <time>', 'first bar traded, UTC, such as 2024-01', text =>
    parseInput('--from', text, parseTime),
  )
  .requiredOption('--to <time>', 'end, UTC, exclusive', text => parseInput('--to', text, parseTime))
  .option('--cash <usd>', 'cash at the start, USD', whole('--cash', 1), 10_000)
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--journals <folder>', 'folder of journals, one per run', 'runs/journals')
  .action(run)
  .parseAsync()
  .catch(fail)

async function run(file: string, { bars, from, to, cash, lake: root, journals }: Options): Promise<void> {
  const strategy = load(file)
  const lead = (rowsKept(strategy) + spareBars) * strategy.interval
  const lake = await openLake(root)
  const asked = { venue: bars, symbols: strategy.universe, interval: strategy.interval, from, to, lead }
  const market = await readMarket(lake, asked).finally(() => lake.close())

  mkdirSync(journals, { recursive: true })
  // The run's name contains a hash of everything that decides its result, so a restart finds its journal and no other run does.
  const seen = [engine, identify(strategy), fingerprint(market), from, to, cash]
  const hash = createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 8)
  const name = `${strategy.name}-${bars}-${showTime(from).slice(0, 10)}-${showTime(to).slice(0, 10)}-${hash}`
  const journal = join(journals, `${name}.jsonl`)
  const resumed = existsSync(journal)
  const bar = progress(`trading ${strategy.name}`)
  const onProgress = (share: number, at: EpochMs) => bar.update(share, showTime(at))
  const { outcome, state, replayed } = await rehearse({
    ...{ strategy, market, from, to, journal, onProgress },
    ...{ instruments: instrumentsOf(market), cash, costs: strategy.costs, run: name },
  })
    .catch(error => {
      throw aboutJournal(error, journal)
    })
    .finally(() => bar.stop())

  if (resumed) console.log(`resumed from ${journal}: replayed ${replayed} records`)
  const where = `${strategy.synthetic || outcome.synthetic ? 'SYNTHETIC ' : ''}${bars} bars, embedded exchange`
  console.log(`${strategy.name} (${strategy.stage}), ${where}, ${showTime(from)} to ${showTime(to)} UTC\n`)
  console.log(showMetrics([{ name: 'runtime', metrics: metrics(outcome) }]))
  if (state.halted) console.log(`\nhalted: ${state.halted}`)
  for (const [why, count] of outcome.refused) console.log(`${count} orders refused: ${why}`)
}

function load(file: string): Strategy {
  const loaded = loadStrategy(readFileSync(file, 'utf8'), { name: 'embedded', live: false }, modelsBeside(file))
  if (loaded.ok) return loaded.value
  throw new InputError(loaded.error.map(flaw => showFlaw(flaw, file)).join('\n'))
}
