import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { wallClock } from '../../clock.ts'
import { minute, second } from '../../market/units.ts'
import { random } from '../../random.ts'
import type { Bench } from '../../testing/bench.ts'
import { sharedFile } from '../../testing/shared.ts'
import { processTimers } from '../../timers.ts'
import { facts } from '../../venues/hyperliquid/market-feed/facts.ts'
import { feedStream } from '../../venues/hyperliquid/market-feed/stream.ts'
import { type Lake, openLake } from '../lake/lake.ts'
import { inFolder } from '../testing/lake.ts'
import { defaults, type RecorderFeed } from './options.ts'
import { startRecorder } from './recorder.ts'
import { emptyFeed } from './testing/empty-feed.ts'

/** Seconds of sending; 300 gives the five-minute figure. */
const seconds = Number(process.env.SEEDBED_INGEST_SECONDS ?? 20)
const symbols = Array.from({ length: 50 }, (_, i) => `COIN${String(i).padStart(2, '0')}`)

/**
 * Another process sends a captured message of trades as fast as this one takes it. The recorder receives and checks it, counts
 * the trades, builds bars of 1 s and 1 m and writes them to a lake. At the end each trade sent must be in a bar.
 */
export const bench: Bench = {
  name: 'trade frames from the socket to bars in the lake',
  run: () =>
    inFolder(async folder => {
      const sender = fork(fileURLToPath(new URL('testing/firehose.ts', import.meta.url)), [symbols.join(), frame()], {
        execArgv: ['--import', 'tsx'],
      })
      const [{ port }] = (await once(sender, 'message')) as [{ port: number }]
      const lake = await openLake(join(folder, 'lake'))
      const recorder = await startRecorder({
        ...defaults,
        ...{ lake, feed: feedFrom(`ws://127.0.0.1:${port}/ws`), symbols, intervals: [second, minute] },
        ...{ trades: false, audit: true, books: undefined, contexts: undefined, funding: false, backfill: 0 },
        ...{ clock: wallClock, timers: processTimers, random: random(1) },
        onEvent: event => event.type === 'down' && console.error(`down: ${event.reason}`),
      })
      const messages = () => recorder.counters().stream.subscriptions.reduce((sum, one) => sum + one.messages, 0)
      while (messages() === 0) await sleep(50)
      await sleep(3_000)
      const before = { at: performance.now(), messages: messages(), cpu: process.cpuUsage() }
      const heap = [heapInUse()]
      const memory: number[] = []
      for (let i = 0; i < seconds; i++) {
        await sleep(1_000)
        memory.push(process.memoryUsage.rss() / 1e6)
      }
      const ms = performance.now() - before.at
      const got = messages() - before.messages
      const { user, system } = process.cpuUsage(before.cpu)
      heap.push(heapInUse())
      const report = once(sender, 'message')
      sender.send('enough')
      const sent = new Map(((await report) as [{ trades: [number, number][] }])[0].trades)
      await sleep(4_000)
      await recorder.stop()
      sender.kill()
      await checkEverySecond(lake, sent)
      lake.close()
      const tenth = Math.ceil(memory.length / 10)
      const mean = (some: readonly number[]) => some.reduce((sum, x) => sum + x, 0) / some.length
      return [
        {
          what: `messages, over ${seconds} s`,
          value: Math.round(got / (ms / 1_000)),
          unit: '/s',
          beside: 'goal 100,000 /s',
        },
        {
          what: 'messages for each second of CPU, all threads',
          value: Math.round(got / ((user + system) / 1e6)),
          unit: '/s',
        },
        ...heap.map((value, i) => ({
          what: `heap in use after collection, ${i ? 'at the end' : 'at the beginning'}`,
          value: Math.round(value),
          unit: 'MB' as const,
        })),
        { what: 'memory (RSS), mean of the first tenth', value: Math.round(mean(memory.slice(0, tenth))), unit: 'MB' },
        { what: 'memory (RSS), mean of the last tenth', value: Math.round(mean(memory.slice(-tenth))), unit: 'MB' },
      ]
    }),
}

/** Reachable heap in MB, after a garbage collection. The bench runs with `--expose-gc`. */
function heapInUse(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1e6
}

/** Checks that each second in the lake holds all trades sent in it, and that no second between is missing. */
async function checkEverySecond(lake: Lake, sent: ReadonlyMap<number, number>): Promise<void> {
  const rows = (await lake.sql`
    select t // 1000 as second, sum(trades) as trades from candles where interval = '1s'
    group by 1 order by 1`) as unknown as { second: number; trades: number }[]
  // The first second started before the subscription did.
  rows.forEach(({ second: at, trades }, i) => {
    if (i > 0 && (trades !== sent.get(at) || at !== rows[i - 1].second + 1)) {
      throw new Error(`second ${at}: ${sent.get(at)} trades were sent, and its bars hold ${trades}`)
    }
  })
  if (rows.length < 5) throw new Error(`${rows.length} seconds are in the lake, expected all`)
}

/** A captured message where the captures are present, otherwise one of the same shape and size. */
function frame(): string {
  const file = sharedFile('data/hyperliquid/ws/ws_captures.jsonl')
  const lines = file ? readFileSync(file, 'utf8').split('\n') : []
  for (const line of lines.filter(one => one !== '')) {
    const { message } = JSON.parse(line)
    if (message?.channel === 'trades') return JSON.stringify(message)
  }
  const users = [`0x${'1'.repeat(40)}`, `0x${'2'.repeat(40)}`]
  const trade = {
    coin: 'BTC',
    side: 'A',
    px: '21.269',
    sz: '7.78',
    time: 0,
    hash: `0x${'0'.repeat(64)}`,
    tid: 0,
    users,
  }
  return JSON.stringify({ channel: 'trades', data: [trade] })
}

/** A feed that only streams: the time before the first message stays unknown. */
const feedFrom = (url: string): RecorderFeed =>
  emptyFeed(facts, {
    stream: onEvent => feedStream({ url, clock: wallClock, timers: processTimers, random: random(1) }, onEvent),
  })
