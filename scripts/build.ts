import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { compileWhenStale } from './kernel/compile.ts'

new Command('npm run build').description('Compile the lab into dist/ if it has changed since the last build.').parse()

const done = compileWhenStale(fileURLToPath(new URL('..', import.meta.url)))
console.log(done ? 'dist/ is built' : 'dist/ is up to date')
