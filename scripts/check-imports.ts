import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { Command } from 'commander'
import { notebookSource } from './imports/notebook.ts'
import { mayImport } from './imports/rules.ts'
import { type Violation, violations } from './imports/violations.ts'

const program = new Command('npm run imports --')
  .description('Says who imports whom against the table in scripts/imports/rules.ts.')
  .argument('[root]', 'of the tree to look at', '.')
  .parse()
const [root] = program.processedArgs as [string]
const tops = new Set(Object.keys(mayImport).map(place => place.split('/')[0]))

const complaints: Violation[] = []
let files = 0
for (const top of [...tops].filter(top => existsSync(join(root, top)))) {
  const names = readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
  for (const name of names.sort()) {
    const file = [top, ...name.split(sep)].join('/')
    if (!/\.(?:[cm]?[jt]s|ipynb)$/.test(file) || /node_modules|\.ipynb_checkpoints/.test(file)) continue
    const text = readFileSync(join(root, file), 'utf8')
    complaints.push(...violations(file, file.endsWith('.ipynb') ? notebookSource(text) : text))
    files++
  }
}

for (const { file, line, what } of complaints) console.error(`${file}:${line} ${what}`)
if (complaints.length) process.exitCode = 1
else console.log(`imports: ${files} files keep to the table`)
