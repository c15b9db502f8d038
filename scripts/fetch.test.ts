import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startVenue, type TestVenue } from '../lab/data/fetch/testing/venue.ts'
import { openLake } from '../lab/data/lake/lake.ts'
import { fingerprintRows, readRows } from '../lab/data/lake/rows.ts'
import { answer, openSite } from '../lab/data/sentiment/testing/site.ts'
import { inFolder, snapshot } from '../lab/data/testing/lake.ts'
import { epochMs, hour, second } from '../lab/market/units.ts'
import { kill, once, run } from '../lab/testing/script.ts'

const now = () => Date.now()
const started = Math.floor(now() / hour) * hour
/** The site counts in seconds. */
const wholeSecond = () => epochMs(Math.floor(now() / second) * second)
const ago = (hours: number) => started - hours * hour
const markets = {
  BTC: { listed: ago(5_200) },
  ETH: { listed: ago(900), skip: new Set([ago(400)]) },
}

let venue: TestVenue
let site: Awaited<ReturnType<typeof openSite>>
beforeAll(async () => {
  venue = await startVenue(markets, now)
  site = await openSite(response => response.end(JSON.stringify(answer(30, wholeSecond()))))
})
beforeEach(() => {
  venue.fault = () => undefined
})
afterAll(async () => {
  await venue.close()
  await site.close()
})

const place = (lake: string) => ['--url', venue.url, '--sentiment-url', site.url, '--lake', lake]
const candlesOf = async (root: string) => {
  const lake = await openLake(root)
  try {
    return await readRows(lake, 'candles')
  } finally {
    lake.close()
  }
}

test('one command fetches everything and reports what is unavailable; a second run has nothing to do', async () => {
  await inFolder(async folder => {
    const lake = join(folder, 'lake')
    const args = [...place(lake), '--symbols', 'BTC,ETH', '--intervals', '1h', '--what', 'candles,listings,sentiment']
    const { code, out, err } = await run('fetch', args)
    expect({ code, err }).toEqual({ code: 0, err: 'fetching …\n' })
    expect(out).toMatch(/^ +added +replaced +unchanged +not available +failed\n/)
    expect(out).toMatch(/^listings +2 +0 +0 +0 +0$/m)
    expect(out).toMatch(/^sentiment +30 +0 +0 +0 +0$/m)
    expect(out).toMatch(/^candles +5,89[89] +0 +0 +1 +0$/m)
    expect(out).toMatch(/^candles 1h of ETH, .* UTC: Hyperliquid has no bars there/m)
    const again = JSON.parse((await run('fetch', [...args, '--json'])).out)
    expect(again).toMatchObject({ lake, missing: [], failed: [], isInterrupted: false })
    expect(again.changes.sentiment).toEqual({ added: 0, replaced: 0, unchanged: 30 })
    // An hour may have ended meanwhile.
    expect(again.changes.candles.added).toBeLessThanOrEqual(2)
  })
})

test('a fetch that is killed and run again gives the same lake as one without interruption', async () => {
  await inFolder(async folder => {
    const args = (lake: string) => [
      ...place(join(folder, lake)),
      '--symbols',
      'ETH,BTC',
      '--from',
      new Date(ago(1_500)).toISOString(),
    ]
    const what = ['--what', 'candles,funding', '--intervals', '4h,1d']
    const whole = await run('fetch', [...args('whole'), ...what])
    expect(whole.code).toBe(0)
    venue.fault = async () => {
      await sleep(30)
      return undefined
    }
    for (let kills = 0; kills < 2; kills++) {
      const limit = venue.asked.length + 5
      const killed = await run(
        'fetch',
        [...args('killed'), ...what],
        once(() => venue.asked.length >= limit, kill),
      )
      expect(killed.code).toBe(null)
    }
    venue.fault = () => undefined
    expect((await run('fetch', [...args('killed'), ...what])).code).toBe(0)
    const [one, other] = [await openLake(join(folder, 'whole')), await openLake(join(folder, 'killed'))]
    try {
      for (const table of ['candles', 'funding'] as const) {
        const range = { to: started }
        expect((await readRows(one, table, range)).length).toBeGreaterThan(500)
        expect(await fingerprintRows(other, table, range)).toBe(await fingerprintRows(one, table, range))
      }
    } finally {
      one.close()
      other.close()
    }
  })
})

test('a symbol that fails is reported with exit code 1, and the others are fetched', async () => {
  await inFolder(async folder => {
    const lake = join(folder, 'lake')
    venue.fault = ({ req }) => (req?.coin === 'BTC' ? { status: 422, body: 'no such coin' } : undefined)
    const { code, out } = await run('fetch', [...place(lake), '--what', 'candles', '--intervals', '1h'])
    expect(code).toBe(1)
    expect(out).toContain(
      '\nfailed: 1; the same command requests them again\ncandles 1h of BTC: info candleSnapshot: no answer',
    )
    expect(new Set((await candlesOf(lake)).map(({ symbol }) => symbol))).toEqual(new Set(['ETH']))
  })
})

test('Ctrl-C ends it after the requests in flight, and says how to continue', async () => {
  await inFolder(async folder => {
    const lake = join(folder, 'lake')
    venue.fault = async () => {
      await sleep(150)
      return undefined
    }
    const limit = venue.asked.length + 2
    const args = [...place(lake), '--what', 'candles', '--intervals', '1h,4h,1d']
    const { code, out, err } = await run(
      'fetch',
      args,
      once(
        () => venue.asked.length >= limit,
        child => child.kill('SIGINT'),
      ),
    )
    expect(err).toBe(
      'fetching …\n\nstopping: finishing the requests in flight …\nstopped: the same command continues\n',
    )
    expect(code).toBe(130)
    expect(out).toMatch(/^candles +[1-9]/m)
    expect((await candlesOf(lake)).length).toBeGreaterThan(0)
  })
})

test.each([
  [['--what', 'trades'], '--what: expected some of listings,sentiment,contexts,books,candles,funding, found "trades"'],
  [['--intervals', '1s'], '--intervals: expected intervals that Hyperliquid offers, from 1m to 3d, found "1s"'],
  [['--watch', '5'], '--watch: expected books or contexts in --what'],
  [['--testnet'], '--lake: expected a lake of its own'],
])('fetch %j is answered by one line and exit code 1', async (args, line) => {
  await inFolder(async folder => {
    const { code, out, err } = await run('fetch', [...args, ...(args[0] === '--testnet' ? [] : ['--lake', folder])])
    expect(err).toContain(line)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(snapshot(folder)).toEqual({})
  })
})
