import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { engine } from '../../version.ts'

/** Folders of the lab with everything that has a say in a score. */
const folders = [
  ...['market', 'indicators', 'regimes', 'models', 'seeds', 'enhancers', 'strategy', 'backtest', 'ledger'],
  ...['genome', 'evolution', 'workers', 'bundle'],
]

/** What has no say: tests and their company, and how work gets to the workers. */
const silent = /\.(?:test|bench)\.|\.d\.ts$|\.md$|\.map$|\/(?:reference|testing|queue)\//

let known: string | undefined

/**
 * What scores here: version, a hash of the sources, and that of the JavaScript engine, whose exp and log differ between versions. Two
 * machines that say the same give the same genome the same score, to the last bit.
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
      .filter(name => !silent.test(`/${name}`))
      .sort()
    for (const name of names) hash.update(`${name}\n${readFileSync(join(lab, name), 'utf8')}\n`)
  }
  return hash.digest('hex').slice(0, 12)
}
