import { execFileSync } from 'node:child_process'
import { build } from 'esbuild'
const [entry, ...flags] = process.argv.slice(2)
await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', target: 'node20', packages: 'external', outfile: '/work/main/lab/bundle/zz-try.mjs', logLevel: 'error' })
execFileSync('node', [...flags, '/work/main/lab/bundle/zz-try.mjs'], { stdio: 'inherit' })
