import type { TestCase, TestModule } from 'vitest/node'

export interface Tally {
  readonly passed: number
  /** Tests, files that could not be read to their end, and errors outside of any test. */
  readonly failed: number
  readonly skipped: number
}

type Module = Pick<TestModule, 'moduleId' | 'children' | 'errors'>

export function count(modules: readonly Module[], looseErrors: number): Tally {
  const states = modules.flatMap(module => tests(module).map(test => test.result().state))
  const of = (state: string) => states.filter(each => each === state).length
  const broken = modules.filter(module => module.errors().length > 0).length
  return { passed: of('passed'), failed: of('failed') + broken + looseErrors, skipped: of('skipped') }
}

export const closingLine = ({ passed, failed, skipped }: Tally) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`

/**
 * One line for each reason to skip, and one for each test that was skipped without a reason.
 *
 * @param lacks     by test file, what it said is absent
 * @param filtered  whether tests were chosen by name, so that the others are left out on purpose
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
          : `"${test.fullName}" says so`
      counts.set(why, (counts.get(why) ?? 0) + 1)
    }
  }
  return [...counts].map(([why, n]) => `skipped: ${n} ${n === 1 ? 'test' : 'tests'}, because ${why}`)
}

const tests = (module: Module): readonly TestCase[] => [...module.children.allTests()]
