import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { readFace } from './reference/face-names.ts'
import { referencePage } from './reference/page.ts'

new Command('reference')
  .description(
    'Writes notebooks/REFERENCE.md: every name that a notebook can import, with the first sentence of its docstring.',
  )
  .action(() => {
    const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')
    const path = join(root, 'notebooks', 'REFERENCE.md')
    writeFileSync(path, referencePage(readFace(root)))
    console.log(`wrote ${path}`)
  })
  .parse()
