import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importFile } from '../../lab/data/import.ts'
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
  const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  const program = ts.createProgram([`${root}/dist/lab/index.d.ts`], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [`${root}/node_modules/@types`],
  })
  const ours = program
    .getSourceFiles()
    .filter((file: { fileName: string }) => file.fileName.startsWith(`${root}/dist/`))
  expect(ours.length).toBeGreaterThan(10)
  const complaints = ours.flatMap((file: object) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ])
  expect(complaints.map((c: object) => ts.formatDiagnostic(c, ts.createCompilerHost({})))).toEqual([])
})

test("the cells of every notebook hold before tslab's own compiler", () => {
  const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  const folder = mkdtempSync(join(root, 'dist', 'cells-'))
  try {
    const names = readdirSync(join(root, 'notebooks')).filter(name => name.endsWith('.ipynb'))
    const files = names.map(name => {
      const file = join(folder, `${name.replace('.ipynb', '')}.ts`)
      writeFileSync(file, `${notebookSource(readFileSync(join(root, 'notebooks', name), 'utf8'))}\nexport {}\n`)
      return file
    })
    const program = ts.createProgram(files, {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      target: ts.ScriptTarget.ES2022,
      noEmit: true,
      paths: { seedbed: [`${root}/dist/lab/index.d.ts`] },
      types: ['node'],
      typeRoots: [`${root}/node_modules/@types`],
    })
    const complaints = files.flatMap(file => {
      const source = program.getSourceFile(file)
      return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
    })
    expect(files.length).toBeGreaterThan(5)
    expect(complaints.map((c: object) => ts.formatDiagnostic(c, ts.createCompilerHost({})))).toEqual([])
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

test('compiling what is up to date does nothing', () => {
  expect(compileWhenStale(root)).toBe(false)
})

const jupyter = needs('jupyter')

describe.skipIf(!jupyter)('a notebook in its kernel', { timeout: 180_000 }, () => {
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
    executeNotebook({ root, jupyter: jupyter ?? '', notebook, into: join(folder, 'done'), timeoutSeconds: 120 })

  /** Runs cells and gives back what they showed; an error when one failed. */
  async function run(name: string, cells: readonly string[]): Promise<Output[]> {
    const notebook = join(folder, `${name}.ipynb`)
    writeFileSync(notebook, notebookOf(cells))
    const done = await execute(notebook)
    if (!done.ok) throw new Error(done.error)
    return outputs(done.value)
  }

  test('the lab is imported by the name of the package, a chart is shown alive and as a picture, and a name of an earlier cell may stand alone between braces', async () => {
    const shown = await run('cells', [
      "import { charts, show } from 'seedbed'",
      'await show(charts.equityCurve(Float64Array.of(1e12, 2e12), Float64Array.of(100, 200)))',
      'const time = [1, 2]\nlet close = 3',
      'const table = { time, close }\nconst own = (close: number) => ({ close })',
      'void ({ close } = { close: 5 })',
      'console.log(JSON.stringify([table, own(4), { close }]))',
    ])
    expect(shown).toHaveLength(2)
    expect(Object.keys(shown[0].data ?? {})).toEqual(
      expect.arrayContaining(['application/vnd.vegalite.v5+json', 'image/svg+xml']),
    )
    expect(textOf(shown)).toBe('[{"time":[1,2],"close":3},{"close":4},{"close":5}]\n')
  })

  test('a type error stops the run, and is told with the cell', async () => {
    const wrong = 'const price: string = hour'
    const running = run('wrong', ["import { hour } from 'seedbed'", wrong])
    await expect(running).rejects.toThrow(/const price: string = hour[\s\S]*not assignable to type 'string'/)
  })

  test('what a cell saved outlives its kernel', async () => {
    const prepare = "import { openLake, listSeries, syntheticMarket, writeBars } from 'seedbed'"
    const open = 'const lake = await openLake(process.env.SEEDBED_LAKE ?? "")'
    const save = "await writeBars(lake, syntheticMarket({ seed: 1, symbols: ['SYN-A'], bars: 500, gaps: 0 }))"
    const die = "process.kill(process.pid, 'SIGKILL')"
    await expect(run('killed', [prepare, open, save, die])).rejects.toThrow('Kernel died')
    const after = await run('after', [prepare, open, 'console.log((await listSeries(lake)).map(s => s.rows))'])
    expect(textOf(after)).toBe('[ 500 ]\n')
    const lake = await openLake(process.env.SEEDBED_LAKE ?? '')
    expect((await listSeries(lake))[0]).toMatchObject({ symbol: 'SYN-A', rows: 500, synthetic: true })
    lake.close()
  })

  test('Jupyter Lab opens with our kernel among its own, and closes when told to', async () => {
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
    await expect.poll(kernels, { timeout: 60_000, interval: 500 }).toContain('TypeScript (Seedbed)')
    server.kill('SIGTERM')
    await closed
    expect(await kernels()).toBe('not open yet')
  })

  const notebook = join(root, 'notebooks', '01-what-the-data-looks-like.ipynb')

  test('the first notebook answers its question on a synthetic market, and says that it is one', async () => {
    process.env.SEEDBED_LAKE = join(folder, 'none')
    const done = await execute(notebook)
    expect(done).toMatchObject({ ok: true })
    const shown = outputs(done.ok ? done.value : '')
    expect(textOf(shown)).toMatch(/a SYNTHETIC market[\s\S]*Holding SYN-A: /)
    const pictures = shown.filter(output => output.data?.['image/svg+xml'])
    expect(pictures).toHaveLength(5)
    for (const { data } of pictures) expect(String(data?.['image/svg+xml'])).toMatch(/synthetic market/i)
  })

  const candles = sharedFile('data/candles_1h_hyperliquid.parquet')

  test.skipIf(!candles)(
    'the first notebook answers its question on real prices, and calls them nothing else',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'real')
      const lake = await openLake(process.env.SEEDBED_LAKE)
      await importFile(lake, candles ?? '', { venue: 'hyperliquid' })
      lake.close()
      const done = await execute(notebook)
      expect(done).toMatchObject({ ok: true })
      const text = textOf(outputs(done.ok ? done.value : ''))
      expect(text).toMatch(/30 series[\s\S]*from hyperliquid[\s\S]*in total, at worst −?-?\d/)
      expect(text).not.toMatch(/synthetic/i)
    },
  )

  test.skipIf(!candles)(
    'the second notebook answers its question on the real history beside the checkout',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'offers')
      const done = await execute(join(root, 'notebooks', '02-what-the-market-offers.ipynb'))
      expect(done).toMatchObject({ ok: true })
      const shown = outputs(done.ok ? done.value : '')
      const said = textOf(shown)
      expect(said).toMatch(/30 symbols of hyperliquid[\s\S]*Assets: 21 of 30 were worth trading/)
      expect(said).toContain(
        'Of 688 complete hours that the venue publishes itself, 688 have the same prices and 688 the same volume.',
      )
      expect(said).toMatch(/Sentiment: the 30 days after extreme fear brought .* \(26 days, 5 cases\)/)
      expect(said).toMatch(/Holding: longs paid in 8\d % of the hours/)
      expect(said).not.toMatch(/synthetic/i)
      const pictures = shown.flatMap(({ data }) => (data?.['image/svg+xml'] ? [String(data['image/svg+xml'])] : []))
      expect(pictures).toHaveLength(7)
      expect(pictures.filter(picture => picture.includes('alternative.me'))).toHaveLength(3)
    },
  )

  test.skipIf(!sharedFile('data/candles_1h_binance.parquet') || !sharedFile('data/funding_1h_hyperliquid.parquet'))(
    'the third notebook answers its question on real prices and real funding',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'hand')
      const done = await execute(join(root, 'notebooks', '03-one-seed-by-hand.ipynb'))
      expect(done).toMatchObject({ ok: true })
      const shown = outputs(done.ok ? done.value : '')
      const said = textOf(shown)
      expect(said).toContain('prices of Binance, funding of Hyperliquid')
      expect(said).toContain('BTC of binance: 21888 hours')
      expect(said).toMatch(/earned \+57 % before costs, −17 % after fees, −39 % after slippage, −45 % after funding/)
      expect(said).toMatch(/holding BTC brought \+2\d\d %/)
      expect(said).toMatch(/turned 304 times a year, a turn earned 10\.0 ± 10\.5 bps and cost 15\.0; 2\d % of shifted/)
      expect(said).toMatch(/the best of 48 on the first 60 % had a Sharpe ratio of 0\.91, and −0\.39 on the rest/)
      expect(said).toMatch(/Other ideas: of \d+ by hand, \d+ earned before costs on the first 60 % and \d+ after/)
      expect(said).not.toMatch(/synthetic/i)
      const pictures = shown.filter(output => output.data?.['image/svg+xml'])
      expect(pictures).toHaveLength(7)
      for (const { data } of pictures) expect(String(data?.['image/svg+xml'])).not.toMatch(/SYNTHETIC|NaN/)
    },
  )

  test.skipIf(!sharedFile('data/candles_1h_binance.parquet') || !sharedFile('data/funding_1h_hyperliquid.parquet'))(
    'the fourth notebook searches in threads of its kernel, and judges what it found',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'evolved')
      const done = await execute(join(root, 'notebooks', '04-evolve-a-strategy.ipynb'))
      expect(done).toMatchObject({ ok: true })
      const shown = outputs(done.ok ? done.value : '')
      const said = textOf(shown)
      expect(said).toContain('prices of Binance, funding of Hyperliquid')
      expect(said).toMatch(/^Verdict: not promoted: /m)
      expect(said).toMatch(/^Tries: \d+ in this run, \d+ ever on this market and time, about \d+ independent ones/m)
      expect(said).not.toMatch(/synthetic/i)
      expect(shown.filter(output => output.data?.['image/svg+xml'])).toHaveLength(4)
    },
  )

  const venues = ['candles_1h_binance', 'candles_1h_hyperliquid', 'funding_1h_hyperliquid']
  test.skipIf(venues.some(name => !sharedFile(`data/${name}.parquet`)))(
    'the sixth notebook explains every fill that differs between the real bars of two venues',
    async () => {
      process.env.SEEDBED_LAKE = join(folder, 'paper')
      const done = await execute(join(root, 'notebooks', '06-paper-against-backtest.ipynb'))
      expect(done).toMatchObject({ ok: true })
      const shown = outputs(done.ok ? done.value : '')
      const said = textOf(shown)
      expect(said).toMatch(/^On the same bars: 0 of \d{3,} fills differ, equity by at most 0 USD\.$/m)
      expect(said).toMatch(/^Unexplained fills, in 4 comparisons: 0\.$/m)
      const [, parts, difference] = /add up to (\S+) USD; the difference is (\S+) USD/.exec(said) ?? []
      expect(parts).toBe(difference)
      expect(said).not.toMatch(/synthetic/i)
      const pictures = shown.filter(output => output.data?.['image/svg+xml'])
      expect(pictures).toHaveLength(2)
      for (const { data } of pictures) expect(String(data?.['image/svg+xml'])).not.toMatch(/SYNTHETIC|NaN/)
    },
  )
})
