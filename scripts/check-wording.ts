import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { wordings } from './wording/violations.ts'

const program = new Command('npm run lint --')
  .description('Find words that scripts/wording/retired.ts has replaced, and Markdown lines over 200 characters.')
  .argument('[root]', 'folder of the checkout', '.')
  .parse()
const [root] = program.processedArgs as [string]

// The table and its test must contain the old words.
const exempt = /^scripts\/(?:wording\/|check-wording\.test)|^package-lock\.json$/
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(file => /\.(?:ts|mjs|as|md|ipynb|json|yaml|css|html)$/.test(file) && !exempt.test(file))
  .filter(file => existsSync(join(root, file)))

const found = files.flatMap(file => wordings(file, readFileSync(join(root, file), 'utf8')))
for (const { file, line, what } of found) console.error(`${file}:${line} ${what}`)
if (found.length) process.exitCode = 1
else console.log(`wording: ${files.length} files use no retired word`)
