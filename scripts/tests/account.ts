import type { TestCase, TestModule } from 'vitest/node'

/** Counts of a test run. */
export interface TestCounts {
  readonly passed: number
  /** Failed tests, files that could not be loaded, and errors outside any test. */
  readonly failed: number
  readonly skipped: number
}

type Module = Pick<TestModule, 'moduleId' | 'children' | 'errors'>

/**
 * Counts the tests of a run by result.
 *
 * @param looseErrors number of errors outside any test
 */
export function count(modules: readonly Module[], looseErrors: number): TestCounts {
  const states = modules.flatMap(module => tests(module).map(test => test.result().state))
  const of = (state: string) => states.filter(each => each === state).length
  const broken = modules.filter(module => module.errors().length > 0).length
  return { passed: of('passed'), failed: of('failed') + broken + looseErrors, skipped: of('skipped') }
}

/** The last line of the output. */
export const closingLine = ({ passed, failed, skipped }: TestCounts) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * Lines that explain skipped tests: one line for each reason, with the number of tests.
 *
 * @param lacks    requirements that each test file lacks, by path
 * @param filtered true if tests were chosen by name; the others are then skipped on purpose
 */
export function absences(
  modules: readonly Module[],
  lacks: ReadonlyMap<string, ReadonlySet<string>>,
  filtered: boolean,
): readonly string[] {
  const counts = new Map<string, number>()
  for (const module of modules) {
    for (const test of tests(module)) {
      if (test.result().state !== 'skipped') continue
      const lacking = lacks.get(module.moduleId)
      const why = lacking
        ? [...lacking].join(', ')
        : filtered
          ? 'their names do not match'
          : `"${test.fullName}" is marked so`
      counts.set(why, (counts.get(why) ?? 0) + 1)
    }
  }
  return [...counts].map(([why, n]) => `skipped: ${n} ${n === 1 ? 'test' : 'tests'}, because ${why}`)
}

const tests = (module: Module): readonly TestCase[] => [...module.children.allTests()]
