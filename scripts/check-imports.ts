import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Command } from 'commander'
import { absent } from './imports/absent.ts'
import { cycles } from './imports/cycles.ts'
import { tooDeep } from './imports/depth.ts'
import { graphOf } from './imports/graph.ts'
import { notebookSource } from './imports/notebook.ts'
import { packagesOf } from './imports/packages.ts'
import { mayImport, tests } from './imports/rules.ts'
import { unused } from './imports/unused.ts'
import { type Violation, violations } from './imports/violations.ts'

const program = new Command('npm run imports --')
  .description(
    'Check every import against the table in scripts/imports/rules.ts; find cycles, files in too deep folders and files that only tests use.',
  )
  .argument('[root]', 'folder of the checkout', '.')
  .parse()
const [root] = program.processedArgs as [string]
const tops = new Set(Object.keys(mayImport).map(place => place.split('/')[0]))

const complaints: Violation[] = []
const complain = (file: string, what: string, line = 1) => complaints.push({ file, line, what })
const sources = new Map<string, string>()
for (const top of [...tops].filter(top => existsSync(join(root, top)))) {
  const names = readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
  for (const name of names.sort()) {
    const file = [top, ...name.split(sep)].join('/')
    if (!/\.(?:[cm]?[jt]s|as|ipynb)$/.test(file) || /node_modules|\.ipynb_checkpoints/.test(file)) continue
    const deep = tooDeep(file)
    if (deep !== undefined) complain(file, deep)
    if (file.endsWith('.as')) continue
    const text = readFileSync(join(root, file), 'utf8')
    sources.set(file, file.endsWith('.ipynb') ? notebookSource(text) : text)
  }
}

for (const [file, source] of sources) complaints.push(...violations(file, source))
const graph = graphOf(sources)
for (const ring of cycles(graph)) complain(ring[0], `imports itself: ${[...ring, ring[0]].join(' → ')}`)
for (const file of unused(graph))
  complain(file, 'is imported by no product code: use it, move it to a testing folder, or delete it')

const table = 'scripts/imports/rules.ts'
if (sources.has(table)) {
  const world = { exists: (path: string) => existsSync(join(root, path)), packages: packagesOf(root) }
  const lines = (sources.get(table) as string).split('\n')
  for (const name of [...absent(mayImport, world), ...absent(tests.mayImport, world)])
    complain(table, `names ${name}, which does not exist`, lines.findIndex(line => line.includes(`'${name}'`)) + 1)
}

for (const { file, line, what } of complaints) console.error(`${file}:${line} ${what}`)
if (complaints.length) process.exitCode = 1
else console.log(`imports: ${sources.size} files follow the table`)
