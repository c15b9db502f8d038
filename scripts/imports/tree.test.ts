import { expect, test } from 'vitest'
import { absent } from './absent.ts'
import { cycles } from './cycles.ts'
import { tooDeep } from './depth.ts'
import { graphOf } from './graph.ts'
import { unused } from './unused.ts'

const graph = (files: Readonly<Record<string, string>>) => graphOf(new Map(Object.entries(files)))

test('a cycle of types is reported like one of values, once and in its order', () => {
  const rings = cycles(
    graph({
      'lab/a.ts': "import type { B } from './b.ts'\nimport './alone.ts'",
      'lab/b.ts': "export { c } from './in/c.ts'",
      'lab/in/c.ts': "const a = await import('../a.ts')\nimport './self.ts'",
      'lab/in/self.ts': "new Worker(new URL('./self.ts', import.meta.url))",
      'lab/alone.ts': "// import './a.ts'",
    }),
  )
  expect(rings).toEqual([['lab/a.ts', 'lab/b.ts', 'lab/in/c.ts'], ['lab/in/self.ts']])
})

test('two paths to the same file are no cycle', () => {
  const files = {
    'a.ts': "import './b.ts'\nimport './c.ts'",
    'b.ts': "import './d.ts'",
    'c.ts': "import './d.ts'",
    'd.ts': '',
  }
  expect(cycles(graph(files))).toEqual([])
})

test('a file that only tests import, or that nothing imports, is unused; an entry point is not', () => {
  const files = {
    'lab/index.ts': "export * from './used.ts'",
    'lab/used.ts': '',
    'lab/tested.ts': '',
    'lab/tested.test.ts': "import './tested.ts'",
    'lab/testing/rows.ts': "import '../drawn.ts'",
    'lab/drawn.ts': '',
    'lab/world.d.ts': '',
    'runtime/forgotten.ts': '',
    'scripts/start.ts': '',
  }
  expect(unused(graph(files))).toEqual(['lab/tested.ts', 'lab/drawn.ts', 'runtime/forgotten.ts'])
})

test.each([
  ['lab/a/b/c.ts', undefined],
  ['lab/a/b/c/d.as', 'lies 4 folders deep, expected at most 3'],
  ['lab/a/b/c/d.test.ts', undefined],
  ['lab/a/b/testing/d.ts', undefined],
  ['lab/venues/a/b/c.ts', undefined],
  ['lab/venues/a/b/c/d.ts', 'lies 5 folders deep, expected at most 4'],
  ['runtime/a/b/c/d.ts', 'lies 4 folders deep, expected at most 3'],
])('%s %s', (file, what) => expect(tooDeep(file)).toBe(what))

test('names in the table that do not exist are reported', () => {
  const there = new Set(['lab', 'lab/a.ts'])
  const world = { exists: (path: string) => there.has(path), packages: ['mine', 'zod', '@one/two'] }
  const table = {
    lab: ['lab/a.ts', 'lab/b.ts', 'npm:zod', 'npm:@one/two', 'npm:gone', 'npm:mine', 'npm:', 'node:', 'mine'],
    'lab/old': ['node:fs', 'node:nothing', 'lab'],
  }
  expect(absent(table, world)).toEqual(['lab/old', 'lab/b.ts', 'npm:gone', 'npm:mine', 'node:nothing'])
})
