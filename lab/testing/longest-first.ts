import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files that take longest, longest first: begun last, one of them would run alone at the end while a core waits. */
const longest = [
  'scripts/kernel/',
  'scripts/evolve',
  'scripts/validate',
  'scripts/promotion',
  'scripts/start',
  'lab/data/record/',
]

const rank = ({ moduleId }: TestSpecification) => {
  const at = longest.findIndex(part => moduleId.includes(`/${part}`))
  return at < 0 ? longest.length : at
}

/** The longest first on a fresh checkout too; otherwise by how long each took the last time, as vitest does. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
