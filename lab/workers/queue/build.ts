import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { engine } from '../../version.ts'

/** Folders of the lab whose sources can influence a score. */
const folders = [
  ...['market', 'indicators', 'regimes', 'models', 'seeds', 'enhancers', 'strategy', 'backtest', 'ledger'],
  ...['genome', 'evolution', 'workers', 'bundle'],
]

/** Files that cannot influence a score: tests, benches, documents, and the queue that transports work. */
const irrelevant = /\.(?:test|bench)\.|\.d\.ts$|\.md$|\.map$|\/(?:reference|testing|queue)\//

let known: string | undefined

/**
 * Identifies the build that computes scores in this process: version, hash of the sources, and version of the
 * JavaScript engine, because exp and log differ between engines. Machines with the same build give a genome the same
 * score, to the last bit.
 */
export function thisBuild(): string {
  known ??= `${engine} (sources ${hashOfSources()}, V8 ${process.versions.v8.split('.').slice(0, 2).join('.')})`
  return known
}

function hashOfSources(): string {
  const lab = fileURLToPath(new URL('../..', import.meta.url))
  const hash = createHash('sha256')
  for (const folder of folders) {
    const names = readdirSync(join(lab, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name).slice(lab.length).replaceAll('\\', '/'))
      .filter(name => !irrelevant.test(`/${name}`))
      .sort()
    for (const name of names) hash.update(`${name}\n${readFileSync(join(lab, name), 'utf8')}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}
