import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hyperliquidCosts } from '../lab/market/fees.ts'
import { day, epochMs, parseTime } from '../lab/market/units.ts'
import { approvers } from '../lab/strategy/approvers.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import { identify } from '../lab/strategy/yaml/identity.ts'
import { parseStrategy } from '../lab/strategy/yaml/parse.ts'
import { writeStrategy } from '../lab/strategy/yaml/write.ts'
import { breakout } from '../lab/testing/crafted.ts'
import { run } from '../lab/testing/script.ts'
import { smallMarket, writeToLake } from '../lab/testing/small-lake.ts'
import { readJournal } from '../runtime/journal/read.ts'
import { encode, start } from '../runtime/journal/record.ts'
import { loadStrategy } from '../runtime/load.ts'
import type { Event } from '../runtime/state.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-promotion-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = (...path: readonly string[]) => join(folder, ...path)
const file = at('strategies', 'turner.yaml')
const lists = ['--approvers', at('approvers.yaml')]
const [learned, judged, traded] = ['2023-02-01', '2023-06-01', '2023-09-25'].map(parseTime)

const found = (gate: string, value: number) => ({ gate, verdict: 'pass', found: value, required: 0 }) as const
const promoted: Strategy = {
  ...breakout({ name: 'turner', universe: ['BTC', 'ETH'], stage: 'paper', synthetic: false, costs: hyperliquidCosts }),
  seeds: [{ name: 'ema-cross', weight: 1, genes: { fast: 8, gap: 30, band: 0 } }],
  sizing: { fraction: 0.05, leverage: 3, rebalance: 0.25 },
  risk: {
    ...{ maxPosition: 1, maxGross: 2, maxOrderUsd: 5_000, maxOrdersPerDay: 100, maxPriceAge: 2 },
    ...{ maxDrawdown: 0.5, maxDailyLoss: 0.5 },
  },
  expires: epochMs(Math.ceil(Date.now() / day) * day + 30 * day),
  evidence: {
    evaluations: 1_000,
    data: ['BTC', 'ETH'].map(symbol => ({
      ...{ venue: 'binance', symbol, from: learned, to: judged, bars: 2_880, fingerprint: '0'.repeat(64) },
    })),
    segments: [{ name: 'test', from: learned, to: judged, trades: 30, totalReturn: 0.1, maxDrawdown: 0.05 }],
    gates: [
      ...[found('TV backtest: Sharpe ratio', 3), found('TV replay: Sharpe ratio', 2)],
      ...[found('TV replay: consistency', 0.9), found('TV score', 0.9)],
    ],
  },
  lineage: { run: 'turner', engine: 'seedbed 0.1.0', seedNumber: 1, generation: 3 },
}

const read = (path: string): Strategy => {
  const parsed = parseStrategy(readFileSync(path, 'utf8'))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}
const trust = () => {
  const people = approvers(readFileSync(at('approvers.yaml'), 'utf8'))
  if (!people.ok) throw new Error(JSON.stringify(people.error))
  return { approvers: people.value, now: epochMs(Date.now()) }
}
/** Whether a live venue accepts the file as it is now: `taken`, or its reasons. */
const atLiveVenue = () => {
  const loaded = loadStrategy(readFileSync(file, 'utf8'), { name: 'hyperliquid', live: true }, undefined, trust())
  return loaded.ok ? 'taken' : loaded.error.map(({ why }) => why).join('; ')
}
const key = (name: string) => ['--key', at(`${name}.pem`)]
const approve = (by: string, ...args: readonly string[]) =>
  run('promote', [file, '--approve', '--by', by, ...lists, ...(args.length > 0 ? args : key(by))])
const further = (...args: readonly string[]) => run('promote', [file, '--lake', at('lake'), '--stage', ...args])

beforeAll(async () => {
  // Simulated bars labelled as real ones: only in this test, whose folder is deleted at its end.
  const names = new Map([
    ['SYN-A', 'BTC'],
    ['SYN-B', 'ETH'],
  ])
  const market = smallMarket().map(bars => ({
    ...{ ...bars, venue: 'binance', synthetic: false, symbol: names.get(bars.symbol) as string },
  }))
  await writeToLake(at('lake'), market)
  mkdirSync(at('strategies'))
  writeFileSync(file, writeStrategy(promoted))
})

describe('keys', () => {
  test('are made once, readable by their owner only, and printed as a line of the allow-list', async () => {
    const lines: string[] = []
    for (const name of ['Ada', 'Grace']) {
      const { code, out } = await run('keys', ['make', name, '--out', at(`${name}.pem`)])
      expect(code).toBe(0)
      expect(statSync(at(`${name}.pem`)).mode & 0o777).toBe(0o600)
      const [line] = /^ {2}- \{ name: .*$/m.exec(out) ?? []
      expect((await run('keys', ['show', name, at(`${name}.pem`)])).out).toBe(`${line}\n`)
      lines.push(line as string)
    }
    writeFileSync(at('approvers.yaml'), `approvers:\n${lines[0]}\n`)
    const again = await run('keys', ['make', 'Ada', '--out', at('Ada.pem')])
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('already holds a key')])
    expect((await run('keys', ['list', ...lists])).out).toBe('Ada: paper, canary, live\n')
  })
})

describe('an approval', () => {
  test('needs a name of the allow-list and the key of that name, and is given once', async () => {
    const before = readFileSync(file)
    const refusals = [
      [await approve('Grace'), /Grace is not in .*approvers\.yaml/],
      [await approve('Ada', ...key('Grace')), /Grace\.pem is not the key that .* has for Ada/],
      [await run('promote', [file, '--approve', ...lists]), /--approve: expected --by NAME with it/],
    ] as const
    for (const [{ code, err }, why] of refusals) expect([code, err]).toEqual([1, expect.stringMatching(why)])
    expect(readFileSync(file).equals(before)).toBe(true)
    const { code, out } = await approve('Ada')
    expect([code, out]).toEqual([0, `approved by Ada for stage paper: ${file}\n`])
    expect((await approve('Ada')).err).toContain('Ada has approved it already')
    expect(identify(read(file))).toBe(identify(promoted))
  })

  test('of stage paper is not enough for a live venue', () => {
    expect(atLiveVenue()).toMatch(/found paper, which trades only where no money is at stake/)
  })
})

/** A copy of the journal as of a venue with its own clock: each fill comes `late` ms after its bar. */
function elsewhere(journal: string, venue: string, late: number): string {
  let link = start
  const lines = [...readJournal(journal)].map(record => {
    const event = record.payload as Event
    const changed =
      record.kind !== 'event'
        ? event
        : event.kind === 'started'
          ? { ...event, venue }
          : event.kind === 'filled'
            ? { ...event, fill: { ...event.fill, at: event.fill.at + late } }
            : event
    const encoded = encode({ ...record, payload: changed }, link)
    link = encoded.link
    return encoded.line
  })
  const path = at(`${venue}-${late}.jsonl`)
  writeFileSync(path, Buffer.concat(lines))
  return path
}

describe('one stage further', { timeout: 600_000 }, () => {
  let journal: string
  beforeAll(async () => {
    const period = ['--bars', 'binance', '--from', '2023-06-01', '--to', '2023-09-25']
    const where = ['--lake', at('lake'), '--journals', at('journals')]
    const { code, err } = await run('trade', [file, ...period, ...where])
    expect(code, err).toBe(0)
    journal = at('journals', readdirSync(at('journals'))[0])
  }, 600_000)

  test('is refused without a paper run, for two stages at once, and for a paper run without latency', async () => {
    const before = readFileSync(file)
    const refusals = [
      [await further('canary'), /turner needs a paper run: --paper JOURNAL/],
      [await further('live'), /turner is paper: it may become canary, not live/],
      [await further('canary', '--paper', journal), /TV paper: latency: There was no paper run on a venue of its own/],
      [await further('canary', '--paper', at('nothing.jsonl')), /nothing\.jsonl: no such journal/],
      [await further('canary', '--paper', elsewhere(journal, 'slow', 900)), /TV paper: latency: .* 900 ms/],
      [await run('promote', [file, '--paper', journal]), /--paper: expected --stage canary with it/],
    ] as const
    for (const [{ code, err }, why] of refusals) expect([code, err]).toEqual([1, expect.stringMatching(why)])
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  test('is refused with a damaged journal or that of another strategy, naming the record', async () => {
    const paper = elsewhere(journal, 'testnet', 120)
    const text = readFileSync(paper, 'utf8')
    const [torn, foreign] = [at('torn.jsonl'), at('foreign.jsonl')]
    writeFileSync(torn, text.replace('"price":', '"price":1'))
    const damaged = await further('canary', '--paper', torn)
    expect([damaged.code, damaged.err]).toEqual([1, expect.stringMatching(/torn\.jsonl, line \d+: expected checksum/)])
    const other = { ...promoted, sizing: { ...promoted.sizing, fraction: 0.04 } }
    writeFileSync(foreign, writeStrategy(other))
    const { code, err } = await run('promote', [foreign, '--stage', 'canary', '--paper', paper, '--lake', at('lake')])
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/testnet-120\.jsonl: record \d+: expected .*another strategy/),
    ])
  })

  test('makes a canary of a tenth of the size after a good paper run; a live venue accepts it after a new approval', async () => {
    const { code, out, err } = await further('canary', '--paper', at('testnet-120.jsonl'))
    expect(code, err).toBe(0)
    expect(out).toMatch(/^paper run minus its replay: 0\.00 USD/m)
    const canary = read(file)
    expect(canary).toMatchObject({ stage: 'canary', approvals: [], lineage: { from: identify(promoted) } })
    expect(canary.sizing.fraction).toBe(0.005)
    expect(canary.evidence?.paper).toMatchObject({ venue: 'testnet', from: judged, to: traded })
    expect(canary.evidence?.gates.find(({ gate }) => gate === 'TV paper: latency')?.found).toBe(120)
    expect(atLiveVenue()).toMatch(/approv/)
    expect((await approve('Ada')).code).toBe(0)
    expect(atLiveVenue()).toBe('taken')
  })

  test('makes a live strategy of the judged size; a change of one gene or of the stage is refused by the venue', async () => {
    const { code, err } = await further('live')
    expect(code, err).toBe(0)
    expect(read(file)).toMatchObject({ stage: 'live', approvals: [], sizing: { fraction: 0.05 } })
    expect((await approve('Ada')).code).toBe(0)
    expect(atLiveVenue()).toBe('taken')
    const sound = readFileSync(file, 'utf8')
    writeFileSync(file, sound.replace('fast: 8', 'fast: 9'))
    expect(atLiveVenue()).toMatch(/it was changed after it was judged/)
    writeFileSync(file, sound)
  })
})

describe('a promoted strategy file', { timeout: 600_000 }, () => {
  test('is compared with another field by field', async () => {
    const [canary] = readdirSync(at('strategies', 'archive')).filter(
      name => read(at('strategies', 'archive', name)).stage === 'canary',
    )
    const other = at('strategies', 'archive', canary)
    const { code, out } = await run('strategy', ['diff', other, file])
    expect(code).toBe(1)
    expect(out).toMatch(/^sizing\.fraction +0\.5 % +5 %$/m)
    expect(out).toMatch(/^stage +canary +live$/m)
    expect(out.split('\n').filter(line => !/^(field|─|stage|sizing\.fraction|lineage\.from|$)/.test(line))).toEqual([])
    expect(await run('strategy', ['diff', file, file])).toMatchObject({ code: 0, out: 'no difference\n' })
  })

  test('loses its approvals when demoted, moves to archive/ when archived, and has both in its history', async () => {
    const down = await run('strategy', ['demote', file, '--to', 'paper', '--reason', 'slippage above the model'])
    expect(down.code, down.err).toBe(0)
    expect(read(file)).toMatchObject({ stage: 'paper', approvals: [] })
    const up = await run('strategy', ['demote', file, '--to', 'live', '--reason', 'regret'])
    expect([up.code, up.err]).toEqual([1, expect.stringContaining('live is not an earlier stage')])
    const away = await run('strategy', ['archive', file, '--reason', 'the edge is gone'])
    expect(away.code, away.err).toBe(0)
    expect(readdirSync(at('strategies')).sort()).toEqual(['archive', 'history.jsonl'])
    expect(readdirSync(at('strategies', 'archive'))).toHaveLength(4)

    const { out } = await run('strategy', ['history', 'turner', '--folder', at('strategies')])
    const steps = out
      .split('\n')
      .slice(2)
      .map(line => line.split(/ {2,}/).slice(1))
    expect(steps.filter(([what]) => what)).toEqual([
      ['approved', 'turner', 'paper', 'Ada'],
      ['raised', 'turner', 'canary'],
      ['approved', 'turner', 'canary', 'Ada'],
      ['raised', 'turner', 'live'],
      ['approved', 'turner', 'live', 'Ada'],
      ['demoted', 'turner', 'paper', 'slippage above the model'],
      ['archived', 'turner', 'paper', 'the edge is gone'],
    ])
  })

  test('has an error that names the line of a damaged history', async () => {
    const path = at('strategies', 'history.jsonl')
    writeFileSync(path, `${readFileSync(path, 'utf8')}{"at":"20`)
    const { code, err } = await run('strategy', ['history', '--folder', at('strategies')])
    expect([code, err]).toEqual([1, `${path}, line 8: expected a line of JSON, found {"at":"20\n`])
  })
})
