import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { compileWhenStale } from './kernel/compile.ts'

new Command('npm run build').description('Compiles the lab into dist/, when it has changed since.').parse()

const done = compileWhenStale(fileURLToPath(new URL('..', import.meta.url)))
console.log(done ? 'dist/ is built' : 'dist/ is up to date')
