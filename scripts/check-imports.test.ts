import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { scriptPath } from '../lab/testing/script.ts'
import { skeleton } from './imports/skeleton.ts'
import { violations } from './imports/violations.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const tree = mkdtempSync(join(tmpdir(), 'imports-'))
afterAll(() => rmSync(tree, { recursive: true }))

const check = (where: string) =>
  spawnSync(process.execPath, [scriptPath('check-imports'), where], { cwd: root, encoding: 'utf8' })

test('the real tree follows the table', () => {
  const { status, stdout, stderr } = check(root)
  expect(stderr).toBe('')
  expect(stdout).toMatch(/^imports: \d+ files follow the table\n$/)
  expect(status).toBe(0)
})

/** file, its text, the line at fault, a piece of the complaint. */
const planted: readonly (readonly [string, string, number, string])[] = [
  ['lab/market/a.ts', "import type {\n  Rule,\n} from\n  '../../runtime/risk/rules.ts'", 4, 'runtime/risk/rules.ts'],
  ['lab/market/b.ts', "// first\nimport '../seeds/index.ts'", 2, 'lab/seeds/index.ts'],
  ['lab/market/c.ts', "const x = 1\n\nconst y = await import('../evolution/evolve.ts')", 3, 'lab/evolution/evolve.ts'],
  ['lab/market/d.ts', "export type { A } from '../strategy/strategy.ts'", 1, 'lab/strategy/strategy.ts'],
  ['lab/market/e.ts', "export * from '../backtest/backtest.ts'", 1, 'lab/backtest/backtest.ts'],
  ['lab/market/f.ts', "type A = import('../data/lake/lake.ts').Lake", 1, 'lab/data/lake/lake.ts'],
  ['lab/market/g.ts', "new Worker(new URL('../evolution/worker.ts', import.meta.url))", 1, 'lab/evolution/worker.ts'],
  ['lab/market/h.ts', "const fs = require('node:fs')", 1, 'node:fs'],
  ['lab/market/i.ts', 'await import(name)', 1, 'computed'],
  ['lab/market/j.ts', "import { sharedFile } from '../testing/shared.ts'", 1, 'lab/testing/shared.ts'],
  ['lab/market/k.ts', '\nconst now = Date.now()', 2, 'Date.now'],
  ['lab/market/l.ts', 'const now = new Date()', 1, 'new Date'],
  ['lab/market/m.ts', `const text = \`\${Math.random()}\``, 1, 'Math.random'],
  ['lab/backtest/a.ts', "import { parse } from 'yaml'", 1, 'npm:yaml'],
  ['lab/seeds/a.ts', 'const f = process.env.FAST', 1, 'process.'],
  ['lab/strategy/a.ts', 'const { now } = Date', 1, '= Date'],
  ['lab/evolution/a.ts', 'setTimeout(next, 5)', 1, 'setTimeout('],
  ['lab/data/a.ts', 'const at = Date.now()', 1, 'lab/clock.ts'],
  ['lab/data/b.test.ts', "import { decide } from '../../runtime/decide.ts'", 1, 'runtime/decide.ts'],
  ['lab/helpers/a.ts', '', 1, 'no row'],
  [
    'lab/market/n.ts',
    "import type { Risk } from '../../runtime/risk/rules.ts'",
    1,
    'in the lab, only lab/face/rehearsal.ts imports the runtime',
  ],
  ['lab/market/o.ts', "import type { P } from './p.ts'", 1, 'lab/market/o.ts → lab/market/p.ts → lab/market/o.ts'],
  ['lab/market/deep/er/q.ts', '', 1, 'lies 4 folders deep, expected at most 3'],
  ['lab/market/unused/r.ts', '', 1, 'imported by no product code'],
  [
    'lab/face/market.ts',
    "export { rehearse } from '../../runtime/rehearsal/rehearse.ts'",
    1,
    'only lab/face/rehearsal.ts',
  ],
  ['runtime/a.ts', "import { evolve } from '../lab/evolution/evolve.ts'", 1, 'lab/evolution/evolve.ts'],
  ['runtime/decide.ts', 'const t = performance.now()', 1, 'performance.'],
  ['runtime/risk/a.ts', "import { readFileSync } from 'node:fs'", 1, 'node:fs'],
  ['runtime/orders/a.ts', 'place(intent as Approved)', 1, 'as Approved'],
  ['runtime/venues/a.test.ts', 'place([intent] as readonly Approved[])', 1, 'as readonly Approved'],
  [
    'notebooks/a.ipynb',
    notebook("import { x } from 'seedbed'\n", "import { y } from '../lab/index.ts'"),
    2,
    'lab/index.ts',
  ],
]

function notebook(...cells: readonly string[]): string {
  return JSON.stringify({
    cells: cells.map(source => ({ cell_type: 'code', source: source.trimEnd().split(/(?<=\n)/) })),
  })
}

test('every planted violation is reported with its file and line', () => {
  // Product code that nothing imports would be reported as well.
  const used = planted.filter(([file]) => /^(?:lab|runtime)\//.test(file) && !file.includes('unused'))
  mkdirSync(join(tree, 'scripts'), { recursive: true })
  writeFileSync(join(tree, 'scripts/all.ts'), used.map(([file]) => `import '../${file}'`).join('\n'))
  const other = ['lab/market/p.ts', "import type { O } from './o.ts'"] as const
  for (const [file, text] of [...planted, other]) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    writeFileSync(join(tree, file), text)
  }
  const { status, stderr } = check(tree)
  expect(status).toBe(1)
  const lines = stderr.trim().split('\n')
  for (const [file, , line, piece] of planted) {
    const complaint = lines.find(complaint => complaint.startsWith(`${file}:${line} `))
    expect(complaint, `${file}:${line} among\n${stderr}`).toContain(piece)
  }
  expect(lines).toHaveLength(planted.length)
})

test.each([
  ['lab/market/a.ts', "import { ok } from '../result.ts'"],
  ['lab/market/a.ts', "// import '../evolution/evolve.ts'\n/* Date.now() */ const s = 'Math.random()'"],
  ['lab/market/a.ts', 'const quote = /[\'"`]/\nconst at = new Date(0)\nconst day = Date.UTC(2025, 0)'],
  ['lab/clock.ts', 'export const wallClock = () => Date.now()'],
  ['lab/face/rehearsal.ts', "export { rehearse } from '../../runtime/rehearsal/rehearse.ts'"],
  ['runtime/rehearsal/replay.ts', "import { main } from '../../runtime/main.ts'"],
  ['lab/workers/threads/threads.ts', "import { Worker } from 'node:worker_threads'\nconst start = performance.now()"],
  ['runtime/feed/embedded.ts', "import { exchange } from '../../lab/venues/embedded/bars/exchange.ts'"],
  ['runtime/risk/approve.ts', 'return intent as Approved'],
  ['runtime/decide.test.ts', "import { backtest } from '../lab/backtest/backtest.ts'"],
])('%s may say %j', (file, text) => {
  expect(violations(file, text)).toEqual([])
})

test('the skeleton of a source is as long as the source, line for line', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  const source = "a = 'b' // c\nd = `e ${f('g') + `h ${i}`} j` /* k\n */ / l / m\nn = x.replace(/[/'\"]/g, \"o\")"
  const { code, strings } = skeleton(source)
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is source text
  expect(code).toBe("a = ' '     \nd = `  ${f(' ') + `  ${i}`}  `     \n    / l / m\nn = x.replace(/      /, \" \")")
  expect(code).toHaveLength(source.length)
  expect([...strings.values()]).toEqual(['b', 'g', 'o'])
})
