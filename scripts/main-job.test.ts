import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseStrategy } from '../lab/strategy/yaml/parse.ts'
import { kill, once, run } from '../lab/testing/script.ts'
import { smallMarket, smallSearch } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-job-'))
afterAll(() => rmSync(folder, { recursive: true }))

const lake = ['--lake', join(folder, 'lake')]
const out = ['--out', join(folder, 'strategies'), ...lake]
const runOf = (name: string) => join(folder, 'runs', name)

describe('from a file of candles to trades', () => {
  let file: string
  let promoted: boolean

  beforeAll(async () => {
    const rows = smallMarket().flatMap(({ symbol, openTime, open, high, low, close, volume }) =>
      [...openTime].map((t, i) => [symbol, t, open[i], high[i], low[i], close[i], volume[i]].join()),
    )
    writeFileSync(join(folder, 'bars.csv'), `symbol,t,open,high,low,close,volume\n${rows.join('\n')}\n`)
    const steps = [
      ['import', [join(folder, 'bars.csv'), '--venue', 'sim', '--synthetic', ...lake]],
      ['evolve', ['--name', 'job', ...smallSearch, '--runs', join(folder, 'runs'), ...lake]],
    ] as const
    for (const [script, args] of steps) {
      const { code, err } = await run(script, args)
      expect(code, err).toBe(0)
    }
  })

  test('the champion is promoted or refused, and exit code, output and files agree', async () => {
    const { code, out: said, err } = await run('promote', [runOf('job'), ...out])
    expect(err).toBe('judging job …\n')
    promoted = code === 0
    const places = [join(folder, 'strategies', 'job.yaml'), join(runOf('job'), 'candidate.yaml')]
    file = places[promoted ? 0 : 1]
    expect(places.map(existsSync)).toEqual([promoted, !promoted])
    expect(said).toContain(promoted ? `promoted to paper trading: ${file}` : `not promoted. Saved as a candidate`)
    expect(said).toContain(file)
    const failed = said.split('\n').filter(line => /^\S.*\s{2}(fail|cannot say)\s/.test(line))
    expect(failed.length > 0).toBe(!promoted)
    expect(said.split('\n').filter(line => line.startsWith('✗'))).toHaveLength(failed.length)
    const parsed = parseStrategy(readFileSync(file, 'utf8'))
    if (!parsed.ok) throw new Error(parsed.error[0].why)
    expect(parsed.value).toMatchObject({ stage: promoted ? 'paper' : 'candidate', synthetic: true })
    expect(parsed.value.lineage).toMatchObject({ run: 'job', seedNumber: 3 })
  })

  test('a second judgement gives the same file', async () => {
    const before = readFileSync(file)
    expect((await run('promote', [runOf('job'), ...out])).code).toBe(promoted ? 0 : 1)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('a trading run that is killed resumes from its journal and ends in the same table', async () => {
    const trade = [file, '--bars', 'sim', '--from', '2023-08-01', '--to', '2023-09-25', ...lake]
    const journals = (name: string) => ['--journals', join(folder, name)]
    const whole = await run('trade', [...trade, ...journals('whole')])
    expect(whole.code, whole.err).toBe(0)
    expect(whole.out).toContain('SYNTHETIC sim bars, embedded exchange')

    const [name] = readdirSync(join(folder, 'whole')).filter(name => name.endsWith('.jsonl'))
    const path = (place: string) => join(folder, place, name)
    const size = (place: string) => (existsSync(path(place)) ? statSync(path(place)).size : 0)
    for (let k = 1; k <= 5; k++) {
      const far = () => size('killed') > (k / 6) * size('whole')
      await run('trade', [...trade, ...journals('killed')], once(far, kill))
    }
    const again = await run('trade', [...trade, ...journals('killed')])
    expect(again.out).toMatch(/^resumed from .*: replayed \d+ records\n/)
    expect(again.out.replace(/^.*\n/, '')).toBe(whole.out)
    const bytes = (place: string) => readFileSync(path(place))
    expect(bytes('killed').equals(bytes('whole'))).toBe(true)
  })
})
