import { fileURLToPath } from 'node:url'
import { compileWhenStale } from './kernel/compile.ts'

const done = compileWhenStale(fileURLToPath(new URL('..', import.meta.url)))
console.log(done ? 'dist/ is built' : 'dist/ is up to date')
