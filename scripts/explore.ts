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
    'Serve a page on this machine that lists and compares runs, and answers SQL over the lake, the runs and the trial ledger. Ctrl-C ends it.',
  )
  .option('--lake <folder>', 'lake folder', 'data/lake')
  .option('--runs <folder>', 'folder of runs', 'runs')
  .option('--port <number>', 'port of localhost; 0 chooses a free one', whole('--port', 0), 7_777)
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
    console.log(`http://localhost:${(server.address() as AddressInfo).port}  (this machine only; Ctrl-C ends it)`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  } finally {
    server.closeAllConnections()
    server.close()
    lake.close()
  }
}
