import { parseCLI, startVitest, type TestCase, type TestModule, type TestSuite } from 'vitest/node'
import { skipMark } from '../lab/testing/shared.ts'
import { absences, closingLine, count } from './tests/account.ts'

const usage = `usage: npm test [-- FILTER… OPTIONS…]

Runs every test once, or those whose path contains a FILTER; then lists what was skipped and why, and ends with one line of
counts. Options are vitest's, such as -t 'a name'.
SEEDBED_SHARED names the folder of real data. With SEEDBED_REQUIRE_ALL=1, missing data and programs are errors.`
if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit()
}

const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])

/** What each test file lacks, collected here and printed once at the end. */
const lacks = new Map<string, Set<string>>()

function onConsoleLog(text: string, _: 'stdout' | 'stderr', entity?: TestModule | TestCase | TestSuite): boolean {
  const file = entity && (entity.type === 'module' ? entity : entity.module).moduleId
  const lines = text.split('\n').filter(line => line !== '')
  if (!file || !lines.every(line => line.startsWith(skipMark))) return true
  const known = lacks.get(file) ?? new Set()
  for (const line of lines) known.add(line.slice(skipMark.length))
  lacks.set(file, known)
  return false
}

let counts = count([], 0)

/** Runs before vitest's own reporter, so that vitest's summary comes after the list of skips. */
const account = {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    counts = count(modules, errors.length)
    for (const line of absences(modules, lacks, options.testNamePattern !== undefined)) console.log(line)
  },
}

await startVitest(
  'test',
  filter,
  { ...options, watch: false, reporters: [account, 'default'] },
  { test: { onConsoleLog } },
)
console.log(closingLine(counts))
if (counts.failed > 0) process.exitCode = 1
