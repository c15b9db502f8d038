import { spawnSync } from 'node:child_process'

const compiler = 'node_modules/typescript/bin/tsc'

/** The steps of the check, the fastest first. */
const steps: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // The compiler is called by its path, because node_modules/.bin/tsc is the older compiler of tslab. Browser code has
  // its own configuration, because it needs other types.
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
\`npm run format\` corrects the layout and import order that the lint step complains about.`

const names = process.argv.slice(2)
const unknown = names.find(name => !Object.hasOwn(steps, name))
if (names.includes('--help')) console.log(usage)
else if (unknown) {
  console.error(`expected steps among ${Object.keys(steps).join(', ')}, found "${unknown}"`)
  process.exitCode = 1
} else if (check(names.length ? names : Object.keys(steps)) !== undefined) process.exitCode = 1

/** Runs the steps in order. @returns the first step that failed, if any */
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
    // The tests print their own count as the last line.
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
