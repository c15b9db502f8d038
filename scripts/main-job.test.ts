import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { syntheticMarket } from '../lab/data/synthetic/market.ts'
import { integer, random } from '../lab/random.ts'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'seedbed-job-'))
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

/** Runs a script as a person would. @param meanwhile may end it before its time */
function run(
  script: string,
  args: readonly string[],
  meanwhile: (child: ChildProcess) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'scripts', `${script}.ts`), ...args], {
    cwd: root,
  })
  running.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  meanwhile(child)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => {
      running.delete(child)
      resolve({ code, out, err })
    })
  })
}

const lake = ['--lake', join(folder, 'lake')]
const runs = join(folder, 'runs')
const search = ['--venue', 'sim', '--symbols', 'SYN-A,SYN-B', '--from', '2023-01', '--to', '2023-08-01', '--seed', '3']
const small = ['--population', '8', '--generations', '6', '--workers', '2', '--runs', runs, ...lake]
const generationsOf = (name: string) => {
  const path = join(runs, name, 'generations')
  return existsSync(path) ? readdirSync(path).filter(file => file.endsWith('.json')) : []
}
const fileOf = (name: string, file: string) => readFileSync(join(runs, name, file), 'utf8')

beforeAll(async () => {
  const market = syntheticMarket({ seed: 12, symbols: ['SYN-A', 'SYN-B'], bars: 6_500, edge: 0.15 })
  const rows = market.flatMap(({ symbol, openTime, open, high, low, close, volume }) =>
    [...openTime].map((t, i) => [symbol, t, open[i], high[i], low[i], close[i], volume[i]].join()),
  )
  writeFileSync(join(folder, 'bars.csv'), `symbol,t,open,high,low,close,volume\n${rows.join('\n')}\n`)
  const { code, out } = await run('import', [join(folder, 'bars.csv'), '--venue', 'sim', '--synthetic', ...lake])
  expect(code, out).toBe(0)
  const evolved = await run('evolve', ['--name', 'whole', ...search, ...small])
  expect(evolved.code, evolved.err).toBe(0)
})

describe('a search', () => {
  test('killed at any moment carries on to the generations of one that was never interrupted', async () => {
    const chance = random(5)
    let kills = 0
    await run('evolve', ['--name', 'killed', ...search, ...small], child =>
      setTimeout(() => child.kill('SIGKILL'), 1_500),
    )
    for (let k = 0; k < 8 && generationsOf('killed').length < 6; k++) {
      const before = generationsOf('killed')
      const after = integer(chance, 700, 2_500)
      const { code } = existsSync(join(runs, 'killed', 'plan.json'))
        ? await run('evolve', ['--resume', join(runs, 'killed'), ...lake], child =>
            setTimeout(() => child.kill('SIGKILL'), after),
          )
        : await run('evolve', ['--name', 'killed', ...search, ...small], child =>
            setTimeout(() => child.kill('SIGKILL'), after),
          )
      if (code === null) kills++
      expect(generationsOf('killed').length).toBeGreaterThanOrEqual(before.length)
    }
    expect(kills).toBeGreaterThan(0)
    if (generationsOf('killed').length < 6) await run('evolve', ['--resume', join(runs, 'killed'), ...lake])
    for (const file of generationsOf('whole')) {
      expect(fileOf('killed', `generations/${file}`)).toBe(fileOf('whole', `generations/${file}`))
    }
  })

  test('interrupted by Ctrl-C says how to carry on, and has lost nothing', async () => {
    const { code, out } = await run('evolve', ['--name', 'stopped', ...search, ...small], child => {
      const watch = setInterval(() => {
        if (generationsOf('stopped').length === 0) return
        clearInterval(watch)
        child.kill('SIGINT')
      }, 20)
      child.on('exit', () => clearInterval(watch))
    })
    expect(code).toBe(130)
    const [, saved] = /^(\d) of 6 generations are saved; carry on with --resume/m.exec(out) ?? []
    expect(generationsOf('stopped')).toHaveLength(Number(saved))
    const resumed = await run('evolve', ['--resume', join(runs, 'stopped'), ...lake])
    expect(resumed.code).toBe(0)
    expect(fileOf('stopped', 'generations/0005.json')).toBe(fileOf('whole', 'generations/0005.json'))
  })

  test('with one worker ends as with two', async () => {
    const { code } = await run('evolve', ['--name', 'alone', ...search, ...small, '--workers', '1'])
    expect(code).toBe(0)
    expect(fileOf('alone', 'generations/0005.json')).toBe(fileOf('whole', 'generations/0005.json'))
  })

  test('is not begun twice under one name', async () => {
    const { code, err } = await run('evolve', ['--name', 'whole', ...search, ...small])
    expect([code, err.trim().split('\n').at(-1)]).toEqual([1, expect.stringContaining('holds a run already')])
  })
})

describe('what was found', () => {
  const out = ['--out', folder, ...lake]
  test('is judged, and either promoted or refused, and traded from the file that is named', async () => {
    const judged = await run('promote', [join(runs, 'whole'), ...out])
    const promoted = judged.out.includes('promoted to paper trading')
    expect(judged.code).toBe(promoted ? 0 : 1)
    const file = promoted ? join(folder, 'whole.yaml') : join(runs, 'whole', 'candidate.yaml')
    expect(readFileSync(file, 'utf8')).toMatch(/^synthetic: true$/m)

    const trade = [file, '--bars', 'sim', '--from', '2023-08-01', '--to', '2023-09-25', ...lake]
    const whole = await run('trade', [...trade, '--journals', join(folder, 'j1')])
    expect(whole.code, whole.err).toBe(0)
    expect(whole.out).toContain('SYNTHETIC')

    // Killed at its first signs of life, and later, it carries on to the same table.
    for (const after of [900, 1_300, 1_700]) {
      await run('trade', [...trade, '--journals', join(folder, 'j2')], child =>
        setTimeout(() => child.kill('SIGKILL'), after),
      )
    }
    const again = await run('trade', [...trade, '--journals', join(folder, 'j2')])
    const tableOf = (text: string) => text.slice(text.indexOf('runtime'))
    expect(tableOf(again.out)).toBe(tableOf(whole.out))
  })

  test('of an unfinished run is not judged', async () => {
    const { code } = await run('evolve', ['--name', 'unfinished', ...search, ...small], child => {
      const watch = setInterval(() => {
        if (generationsOf('unfinished').length > 0) child.kill('SIGKILL')
      }, 20)
      child.on('exit', () => clearInterval(watch))
    })
    expect(code).toBeNull()
    const { err } = await run('promote', [join(runs, 'unfinished'), ...out])
    expect(err).toContain('finish it with npx tsx scripts/evolve.ts --resume')
  })
})

test('a simulated market is the same job twice: strategy, journal and table', async () => {
  const once = (name: string) => {
    const at = join(folder, name)
    return run('start', ['--seed', '2', '--lake', join(at, 'lake'), '--runs', join(at, 'runs')])
  }
  const [first, second] = [await once('a'), await once('b')]
  expect([first.code, second.code]).toEqual([0, 0])
  const timeless = (text: string) => text.replace(/^\d+ s$/m, '').replaceAll(/\/(a|b)\//g, '/')
  expect(timeless(second.out)).toBe(timeless(first.out))
  const [name] = readdirSync(join(folder, 'a', 'runs'))
  for (const file of ['strategy.yaml', 'journal.jsonl', 'plan.json']) {
    const [a, b] = ['a', 'b'].map(at => readFileSync(join(folder, at, 'runs', name, file)))
    expect(a.equals(b), file).toBe(true)
  }
  const repeated = await once('a')
  expect(timeless(repeated.out)).toBe(timeless(first.out))
})

describe('a script', () => {
  const scripts = [
    'import',
    'quality',
    'evolve',
    'promote',
    'trade',
    'start',
    'calibrate',
    'check-strategy',
    'bench',
    'notebook',
    'test',
  ]
  test.each(scripts)('%s explains itself', async script => {
    const { code, out } = await run(script, ['--help'])
    expect([code, out]).toEqual([0, expect.stringMatching(/usage/i)])
  })
  test.each([
    ['evolve', ['--from', 'yesterday']],
    ['evolve', []],
    ['evolve', ['--resume', 'nowhere']],
    ['promote', ['nowhere']],
    ['trade', ['nowhere.yaml', '--bars', 'x', '--from', '2024-01', '--to', '2024-02']],
    ['import', ['nowhere.csv', '--venue', 'x']],
    ['start', ['--seed', 'lucky']],
  ])('%s %j answers bad input with one line', async (script, args) => {
    const { code, err } = await run(script, [...args, ...(script === 'evolve' || script === 'import' ? lake : [])])
    expect(code).toBe(1)
    expect(
      err
        .trim()
        .split('\n')
        .filter(line => !/^ +at |^node:|^Node\.js/.test(line)),
    ).toHaveLength(1)
    expect(err).not.toMatch(/^ +at /m)
  })
})
