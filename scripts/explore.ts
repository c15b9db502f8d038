import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { pageScript } from '../lab/bundle/page-script.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { runsIn } from '../lab/explore/runs.ts'
import { exploreServer } from '../lab/explore/server.ts'
import { tablesOf } from '../lab/explore/tables.ts'
import { openLedger } from '../lab/ledger/ledger.ts'
import { whole } from './terminal/argument.ts'
import { fail } from './terminal/fail.ts'
import { ledgerBeside } from './terminal/history.ts'

interface Options {
  readonly lake: string
  readonly runs: string
  readonly port: number
}

await new Command('explore')
  .description(
    'A page on this machine that lists and compares runs, and answers SQL over the lake, the runs and the trial ledger in the browser. Ctrl-C ends it.',
  )
  .option('--lake <folder>', 'the lake', 'data/lake')
  .option('--runs <folder>', 'where runs are kept', 'runs')
  .option('--port <number>', 'of localhost; 0 takes a free one', whole('--port', 0), 7_777)
  .action(explore)
  .parseAsync()
  .catch(fail)

async function explore({ lake: root, runs: folder, port }: Options): Promise<void> {
  const script = await pageScript(fileURLToPath(new URL('../lab/explore/page/page.ts', import.meta.url)))
  const lake = await openLake(root)
  const runs = runsIn(folder)
  const tables = tablesOf(lake, runs, openLedger(ledgerBeside(root)))
  const server = exploreServer({ runs, tables, script })
  try {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    console.log(`http://localhost:${(server.address() as AddressInfo).port}  (this machine alone; Ctrl-C ends it)`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  } finally {
    server.closeAllConnections()
    server.close()
    lake.close()
  }
}
