import { spawnSync } from 'node:child_process'

const compiler = 'node_modules/typescript/bin/tsc'

/** In the order of how soon each can tell that something is wrong. */
const steps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // By its path: node_modules/.bin/tsc is tslab's older compiler. What runs in a browser knows other types.
  types: [
    [compiler, '--noEmit'],
    [compiler, '--noEmit', '-p', 'lab/explore/page'],
  ],
  lint: [
    ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '--no-errors-on-unmatched', '.'],
    ['--import', 'tsx', 'scripts/check-wording.ts'],
  ],
  imports: [['--import', 'tsx', 'scripts/check-imports.ts']],
  tests: [['--import', 'tsx', 'scripts/test.ts']],
}

const usage = `usage: npm run check [-- STEP…]

Checks the whole tree and stops at the first step that fails. Steps: ${Object.keys(steps).join(', ')}; all when none is named.
\`npm run format\` mends what the lint step finds in layout and order.`

const asked = process.argv.slice(2)
const unknown = asked.find(name => !Object.hasOwn(steps, name))
if (asked.includes('--help')) console.log(usage)
else if (unknown) {
  console.error(`"${unknown}" is no step: expected ${Object.keys(steps).join(', ')}`)
  process.exitCode = 1
} else if (check(asked.length ? asked : Object.keys(steps)) !== undefined) process.exitCode = 1

/** The first step that failed. */
function check(names: readonly string[]): string | undefined {
  for (const name of names) {
    const start = performance.now()
    const failed = firstFailed(steps[name])
    const took = `${((performance.now() - start) / 1000).toFixed(1)} s`
    if (failed) {
      console.error(
        `${name}: failed after ${took} (${failed.error?.message ?? failed.signal ?? `exit code ${failed.status}`}); \`npm run check -- ${name}\` repeats it`,
      )
      return name
    }
    // After the tests stands their own count, which closes the run.
    if (name !== 'tests') console.log(`${name}: ok, ${took}`)
  }
  return undefined
}

function firstFailed(commands: readonly (readonly string[])[]) {
  for (const command of commands) {
    const ended = spawnSync(process.execPath, command, { stdio: 'inherit' })
    if (ended.status !== 0) return ended
  }
  return undefined
}
