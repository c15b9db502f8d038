import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { integer, random } from '../lab/random.ts'
import { generationsOf, kill, later, once, run } from '../lab/testing/script.ts'
import { smallMarket, smallSearch, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-evolve-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lake = join(folder, 'lake')
const places = ['--lake', lake, '--runs', join(folder, 'runs')]
const at = (name: string) => join(folder, 'runs', name)
const begin = (name: string) => ['--name', name, ...smallSearch, ...places, '--no-baselines']
const resume = (name: string) => ['--resume', at(name), '--lake', lake, '--no-baselines']

/** Time of a whole search on this machine, ms. */
let took: number

beforeAll(async () => {
  await writeToLake(lake, smallMarket())
  const began = Date.now()
  const whole = await run('evolve', begin('whole'))
  took = Date.now() - began
  expect(whole, whole.err).toMatchObject({ code: 0, err: 'evolving whole …\n' })
  expect(generationsOf(at('whole')).size).toBe(6)
})

describe('a search', () => {
  test('killed six times at any moment ends with the same bytes as one without interruption', async () => {
    const chance = random(5)
    let [kills, lives] = [0, 0]
    for (let n = 0; kills < 6; n++) {
      const name = `killed-${n}`
      while (generationsOf(at(name)).size < 6) {
        const before = generationsOf(at(name))
        // The kills alternate: at any moment, even during start-up; and while or just after a generation is saved.
        const anywhere = later(integer(chance, 0.1 * took, 0.8 * took), kill)
        const atSaving = once(() => generationsOf(at(name)).size > before.size, later(integer(chance, 0, 30), kill))
        const args = existsSync(join(at(name), 'plan.json')) ? resume(name) : begin(name)
        const { code, err } = await run('evolve', args, lives++ % 2 === 0 ? anywhere : atSaving)
        if (code === null) kills++
        else expect(code, err).toBe(0)
        for (const [file, bytes] of before) expect(generationsOf(at(name)).get(file), file).toBe(bytes)
        expect(lives).toBeLessThan(60)
      }
      expect(generationsOf(at(name))).toEqual(generationsOf(at('whole')))
    }
  }, 600_000)

  test('ended by Ctrl-C says how to continue, and loses nothing', async () => {
    const interrupt = once(
      () => generationsOf(at('stopped')).size > 1,
      child => child.kill('SIGINT'),
    )
    const { code, out } = await run('evolve', begin('stopped'), interrupt)
    expect(code).toBe(130)
    const saved = generationsOf(at('stopped')).size
    expect(out).toBe(`${saved} of 6 generations are saved; continue with --resume ${at('stopped')}\n`)
    expect((await run('evolve', resume('stopped'))).code).toBe(0)
    expect(generationsOf(at('stopped'))).toEqual(generationsOf(at('whole')))
  })

  test('gives the same result with one worker as with two', async () => {
    expect((await run('evolve', [...begin('alone'), '--workers', '1'])).code).toBe(0)
    expect(generationsOf(at('alone'))).toEqual(generationsOf(at('whole')))
  })
})

describe('a plan file', () => {
  const write = (name: string, text: string) => {
    const file = join(folder, `${name}.yaml`)
    writeFileSync(file, text)
    return file
  }
  const same = `venue: sim
symbols: [SYN-A, SYN-B]
from: 2023-01
to: 2023-08-01
seeds: [ema-cross, rsi, donchian-breakout, bollinger]
search: { population: 8, generations: 5 }
seed: 3
`

  test('gives the same run as options, which override it; the result is compared with baselines of the same cost', async () => {
    const file = write('planned', `name: planned\n${same}`)
    const { code, out, err } = await run('evolve', [file, '--generations', '6', ...places])
    expect(code, err).toBe(0)
    expect(generationsOf(at('planned'))).toEqual(generationsOf(at('whole')))
    expect(out).toMatch(/^this search +\d+ +-?[\d.]+$/m)
    expect(out).toMatch(/^random +\d+ +-?[\d.]+ +(never|after \d+ evaluations)$/m)
    expect(out).toMatch(/^grid +\d+ +-?[\d.]+ +(never|after \d+ evaluations)$/m)
    for (const name of ['README.md', 'baselines.json', 'evolution.html'])
      expect(existsSync(join(at('planned'), name))).toBe(true)
    const [first] = out.split('\n\n')
    const again = await run('evolve', ['--resume', at('planned'), '--lake', lake])
    expect(again.out.startsWith(first)).toBe(true)
  }, 600_000)

  test('may ask for a Pareto front, evolved exits and formulas, and its run can be judged', async () => {
    const text = `name: rich
${same}evolve: { exits: [stop, trailing], sizing: [fraction], formulaWarmup: 300 }
fitness: { objectives: [sharpe, drawdown], minTrades: 5, periods: 2 }
`
    const file = write(
      'rich',
      text.replace('[ema-cross, rsi,', '[formula, rsi,').replace('population: 8', 'population: 12, selection: pareto'),
    )
    const { code, out, err } = await run('evolve', [file, ...places, '--no-baselines'])
    expect(code, err).toBe(0)
    expect(out).toMatch(/Pareto front: \d+ genomes/)
    const judged = await run('promote', [at('rich'), '--lake', lake, '--out', join(folder, 'strategies')])
    expect(judged.out, judged.err).toMatch(/backtests in this run; in total on this market and time: \d+/)
  }, 600_000)

  test('with flaws starts nothing, and every flaw is reported with its place', async () => {
    const file = write('flawed', `name: flawed\n${same.replace('population: 8', 'population: -8, speed: 3')}`)
    const { code, err } = await run('evolve', [file, ...places])
    expect(code).toBe(1)
    expect(err).toMatch(
      /flawed\.yaml:7:\d+ search\.population: .*\n.*flawed\.yaml:7:\d+ search\.speed: there is no such field/,
    )
    expect(existsSync(at('flawed'))).toBe(false)
  })
})

describe('a run', () => {
  const refused = async (script: string, args: readonly string[], line: RegExp) => {
    const { code, err } = await run(script, args)
    const [complaint, ...rest] = err.split('\n').filter(text => text !== '' && !text.startsWith('evolving '))
    expect(complaint).toMatch(line)
    expect(rest).toEqual([])
    expect(code).toBe(1)
  }

  /** Leaves a run that was stopped after some generations: its files are those of the whole run, as tested above. */
  const begun = (name: string, generations: number) => {
    cpSync(at('whole'), at(name), { recursive: true })
    for (const file of [...generationsOf(at('whole')).keys()].slice(generations))
      rmSync(join(at(name), 'generations', file))
  }

  test('is not begun twice under one name', () => refused('evolve', begin('whole'), /whole already holds a run/))

  test('is refused with an edited generation or a truncated plan', async () => {
    begun('edited', 2)
    const [path, plan] = [join(at('edited'), 'generations', '0000.json'), join(at('edited'), 'plan.json')]
    const bytes = readFileSync(path, 'utf8')
    writeFileSync(path, bytes.replace('"fitness": ', '"fitness": 9'))
    await refused('evolve', resume('edited'), /0000\.json: it was changed after it was written/)
    writeFileSync(path, bytes)
    writeFileSync(plan, readFileSync(plan, 'utf8').slice(0, -10))
    await refused('evolve', resume('edited'), /plan\.json: expected a JSON document with a checksum/)
  })

  test('is not judged before it is finished', async () => {
    begun('unfinished', 1)
    await refused('promote', [at('unfinished'), '--lake', lake], /of 6 generations: finish it with .* --resume/)
  })

  test('is neither continued nor judged on other bars than those of its start', async () => {
    const corrupted = smallMarket().map(bars => ({
      ...bars,
      volume: Float64Array.from(bars.volume, (x, i) => (i === 777 ? x + 1 : x)),
    }))
    const other = join(folder, 'other-lake')
    await writeToLake(other, corrupted)
    const line =
      /^sim SYN-A: expected \d+ bars with fingerprint \w{16}…, on which the run was planned, found \d+ in the lake with \w{16}…: start another run$/
    await refused('evolve', ['--resume', at('whole'), '--lake', other], line)
    await refused('promote', [at('whole'), '--lake', other], line)
  })
})
