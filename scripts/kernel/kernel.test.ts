import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLake } from '../../lab/data/lake/lake.ts'
import { listSeries } from '../../lab/data/lake/series.ts'
import { freePort } from '../../lab/testing/redis.ts'
import { scriptPath } from '../../lab/testing/script.ts'
import { needs, sharedFile } from '../../lab/testing/shared.ts'
import { notebookSource } from '../imports/notebook.ts'
import { compileWhenStale, readableToOldCompilers } from './compile.ts'
import { teachCompiler } from './compiler.ts'
import { executeNotebook } from './execute.ts'
import { notebookOf, type Output, outputs, textOf } from './testing/notebook-file.ts'

const root = resolve(import.meta.dirname, '../..')

beforeAll(() => {
  compileWhenStale(root)
})

const parsed = new Map<string, object>()

/** A program of tslab's own compiler. Two tests make one: declarations are parsed once for both. */
function programOf(files: readonly string[], more: object) {
  const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  const options = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    noEmit: true,
    types: ['node'],
    typeRoots: [`${root}/node_modules/@types`],
    ...more,
  }
  const host = ts.createCompilerHost(options)
  const parse = host.getSourceFile
  host.getSourceFile = (name: string, ...rest: unknown[]) => {
    const file = parsed.get(name) ?? parse(name, ...rest)
    if (file && name.endsWith('.d.ts')) parsed.set(name, file)
    return file
  }
  const program = ts.createProgram(files, options, host)
  const complaints = (file: object): string[] =>
    [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(complaint =>
      ts.formatDiagnostic(complaint, host),
    )
  return { program, complaints }
}

test('declarations name compiled files, and typed arrays without their buffer', () => {
  const emitted = `
import { a } from './a.ts'
export type B = import("../b.ts").B
export * from 'zod.ts'
export declare const c: Float64Array<ArrayBuffer> | Uint8ClampedArray<ArrayBufferLike> | Map<string, ArrayBuffer>`
  expect(readableToOldCompilers(emitted)).toBe(`
import { a } from './a.js'
export type B = import("../b.js").B
export * from 'zod.ts'
export declare const c: Float64Array | Uint8ClampedArray | Map<string, ArrayBuffer>`)
})

test("tslab's own compiler reads the compiled lab without an error", () => {
  const { program, complaints } = programOf([`${root}/dist/lab/index.d.ts`], { strict: true })
  const ours = program
    .getSourceFiles()
    .filter((file: { fileName: string }) => file.fileName.startsWith(`${root}/dist/`))
  expect(ours.length).toBeGreaterThan(10)
  expect(ours.flatMap(complaints)).toEqual([])
})

test("the cells of every notebook compile with tslab's own compiler", () => {
  const folder = mkdtempSync(join(root, 'dist', 'cells-'))
  try {
    const names = readdirSync(join(root, 'notebooks')).filter(name => name.endsWith('.ipynb'))
    const files = names.map(name => {
      const file = join(folder, `${name.replace('.ipynb', '')}.ts`)
      writeFileSync(file, `${notebookSource(readFileSync(join(root, 'notebooks', name), 'utf8'))}\nexport {}\n`)
      return file
    })
    const { program, complaints } = programOf(files, { paths: { seedbed: [`${root}/dist/lab/index.d.ts`] } })
    expect(files.length).toBeGreaterThan(5)
    expect(files.flatMap(file => complaints(program.getSourceFile(file)))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('after `charts.` the kernel offers the charts, and nothing else', { timeout: 60_000 }, () => {
  const require = createRequire(import.meta.url)
  teachCompiler(require)
  const kernel = require('tslab/dist/converter.js').createConverter({ isJS: false, isBrowser: false })
  try {
    const { declOutput } = kernel.convert('', "import { charts } from 'seedbed'")
    const { candidates } = kernel.complete(declOutput, 'charts.', 'charts.'.length)
    expect(candidates).toEqual(expect.arrayContaining(['candles', 'equityCurve', 'gridHeatmap']))
    expect(candidates).not.toContain('ema')
  } finally {
    kernel.close()
  }
})

test('a second compilation has nothing to do', () => {
  expect(compileWhenStale(root)).toBe(false)
})

const jupyter = needs('jupyter')

describe.skipIf(!jupyter)('a notebook in its kernel', { timeout: 900_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-kernel-'))
  const given = process.env.SEEDBED_LAKE
  beforeAll(() => {
    process.env.SEEDBED_LAKE = join(folder, 'lake')
  })
  afterAll(() => {
    if (given === undefined) delete process.env.SEEDBED_LAKE
    else process.env.SEEDBED_LAKE = given
    rmSync(folder, { recursive: true })
  })

  const execute = (notebook: string) =>
    executeNotebook({ root, jupyter: jupyter ?? '', notebook, into: join(folder, 'done'), timeoutSeconds: 600 })

  /** Runs cells and returns their output. @throws Error when a cell fails */
  async function run(name: string, cells: readonly string[]): Promise<Output[]> {
    const notebook = join(folder, `${name}.ipynb`)
    writeFileSync(notebook, notebookOf(cells))
    const done = await execute(notebook)
    if (!done.ok) throw new Error(done.error)
    return outputs(done.value)
  }

  describe('a kernel was killed after it had saved bars', () => {
    const prepare = "import { hour, listSeries, openLake, syntheticMarket, writeBars } from 'seedbed'"
    const open = 'const lake = await openLake(process.env.SEEDBED_LAKE ?? "")'
    const at = join(folder, 'said.json')
    let failure: Promise<Output[]>
    beforeAll(async () => {
      const save = "await writeBars(lake, syntheticMarket({ seed: 1, symbols: ['SYN-A'], bars: 500, gaps: 0 }))"
      const die = "process.kill(process.pid, 'SIGKILL')"
      await expect(run('killed', [prepare, open, save, die])).rejects.toThrow('Kernel died')
      failure = run('after', [
        `${prepare}\nimport { writeFileSync } from 'node:fs'`,
        open,
        'const rows = (await listSeries(lake)).map(s => s.rows)',
        'const time = [1, 2]\nlet close = 3',
        'const table = { time, close }\nconst own = (close: number) => ({ close })',
        'void ({ close } = { close: 5 })',
        // What Jupyter writes of a run that fails holds no output.
        `writeFileSync(${JSON.stringify(at)}, JSON.stringify([rows, table, own(4), { close }]))`,
        wrong,
        `writeFileSync(${JSON.stringify(at)}, 'a cell after the wrong one was run')`,
      ])
      await failure.catch(() => {})
    })
    const wrong = 'const price: string = hour'
    const said = () => JSON.parse(readFileSync(at, 'utf8'))

    test('a type error stops the run, and is told with the cell', async () => {
      await expect(failure).rejects.toThrow(/const price: string = hour[\s\S]*not assignable to type 'string'/)
      expect(said()).toHaveLength(4)
    })

    test('rows that a cell wrote to the lake are still there', async () => {
      expect(said()[0]).toEqual([500])
      const lake = await openLake(process.env.SEEDBED_LAKE ?? '')
      expect((await listSeries(lake))[0]).toMatchObject({ symbol: 'SYN-A', rows: 500, synthetic: true })
      lake.close()
    })

    test('a cell imports the lab by package name, and may use a name of an earlier cell in { name }', () => {
      expect(said().slice(1)).toEqual([{ time: [1, 2], close: 3 }, { close: 4 }, { close: 5 }])
    })
  })

  test('Jupyter Lab offers our kernel and closes at SIGTERM', async () => {
    const port = await freePort()
    const own = ['--no-browser', '--allow-root', `--port=${port}`, '--IdentityProvider.token=t']
    const args = [scriptPath('notebook'), ...own.map(argument => `--jupyter=${argument}`)]
    const server = spawn(process.execPath, args, { cwd: root, stdio: 'ignore' })
    const closed = once(server, 'close')
    const kernels = () =>
      fetch(`http://127.0.0.1:${port}/api/kernelspecs?token=t`).then(
        answer => answer.text(),
        () => 'not open yet',
      )
    await expect.poll(kernels, { timeout: 600_000, interval: 200 }).toContain('TypeScript (Seedbed)')
    server.kill('SIGTERM')
    await closed
    expect(await kernels()).toBe('not open yet')
  })

  const notebook = join(root, 'notebooks', '01-what-the-data-looks-like.ipynb')

  test('the first notebook runs on a synthetic market, labels it so, and shows charts as Vega-Lite and as SVG', async () => {
    process.env.SEEDBED_LAKE = join(folder, 'none')
    const done = await execute(notebook)
    expect(done, done.ok ? '' : done.error).toMatchObject({ ok: true })
    const shown = outputs(done.ok ? done.value : '')
    expect(textOf(shown)).toMatch(/a SYNTHETIC market[\s\S]*Holding SYN-A: /)
    const pictures = shown.filter(output => output.data?.['image/svg+xml'])
    expect(pictures).toHaveLength(5)
    for (const { data } of pictures) {
      expect(data).toHaveProperty(['application/vnd.vegalite.v5+json'])
      expect(String(data?.['image/svg+xml'])).toMatch(/synthetic market/i)
    }
  })

  test.skipIf(!sharedFile('data/candles_1h_binance.parquet') || !sharedFile('data/funding_1h_hyperliquid.parquet'))(
    'the fourth notebook searches in threads of its kernel, and judges what it found',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'evolved')
      const done = await execute(join(root, 'notebooks', '04-evolve-a-strategy.ipynb'))
      expect(done, done.ok ? '' : done.error).toMatchObject({ ok: true })
      const shown = outputs(done.ok ? done.value : '')
      const said = textOf(shown)
      expect(said).toContain('prices of Binance, funding of Hyperliquid')
      expect(said).toMatch(/^Verdict: not promoted: /m)
      expect(said).toMatch(/^Tries: \d+ in this run, \d+ ever on this market and time, about \d+ independent ones/m)
      expect(said).not.toMatch(/synthetic/i)
      expect(shown.filter(output => output.data?.['image/svg+xml'])).toHaveLength(4)
    },
  )
})
