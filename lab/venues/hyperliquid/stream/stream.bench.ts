import { WebSocket } from 'ws'
import { wallClock } from '../../../clock.ts'
import { random } from '../../../random.ts'
import { type Bench, race } from '../../../testing/bench.ts'
import { tradesFrame } from '../testing/frames.ts'
import { startServer, type TestServer } from '../testing/server.ts'
import { parseFrame } from './parse-frame.ts'
import { createStream } from './stream.ts'

const count = 50_000
const rounds = 5

/** Trades of the venue's size, one a message, from a server in the same process: half of the time is the sender's. */
export const bench: Bench = {
  name: 'trades from the socket to a handler',
  async run() {
    const server = await startServer()
    const texts = Array.from({ length: count * (rounds + 1) }, (_, i) => JSON.stringify(tradesFrame('BTC', i)))
    const bytes = texts.slice(0, count).map(text => Buffer.from(text))
    const ours = await ourClient(server)
    const bare = await bareClient(server)
    let round = 0
    const best = await race(
      {
        stream: () => ours(texts.slice(count * round, count * ++round)),
        bare: () => bare(texts.slice(0, count)),
        parse: () => bytes.map(frame => parseFrame(frame, wallClock())),
        json: () => bytes.map(frame => JSON.parse(frame.toString())),
      },
      rounds,
    )
    ours.stop()
    bare.stop()
    await server.close()
    const rate = (ms: number) => Math.round((count / ms) * 1_000)
    return [
      {
        ...{ what: 'checked, each handed over once', value: rate(best.stream), unit: '/s' },
        ratio: { times: best.bare / best.stream, to: 'as fast as a bare socket and JSON.parse' },
      },
      { what: 'bare socket and JSON.parse', value: rate(best.bare), unit: '/s' },
      {
        ...{ what: 'frame to checked trade, without a socket', value: rate(best.parse), unit: '/s' },
        ratio: { times: best.json / best.parse, to: 'as fast as JSON.parse alone' },
      },
    ]
  },
}

type Client = ((frames: readonly string[]) => Promise<void>) & { stop(): void }

async function ourClient(server: TestServer): Promise<Client> {
  let got = 0
  const stream = createStream({ url: server.url, random: random(1), onEvent: () => {} })
  stream.subscribe({ type: 'trades', coin: 'BTC' }, message => void (got += message.data.length))
  while (server.subscribers('trades BTC') === 0) await turn()
  const run = async (frames: readonly string[]) => {
    const until = got + frames.length
    await server.replay('trades BTC', frames)
    while (got < until) await turn()
  }
  return Object.assign(run, { stop: () => stream.close() })
}

/** A bare client, subscribed to another market, so that the two clients never get each other's messages. */
async function bareClient(server: TestServer): Promise<Client> {
  const socket = new WebSocket(server.url, { perMessageDeflate: false, skipUTF8Validation: true })
  let got = 0
  socket.on('message', (data: Buffer) => {
    if (JSON.parse(data.toString()).channel === 'trades') got++
  })
  socket.on('open', () => socket.send('{"method":"subscribe","subscription":{"type":"trades","coin":"BARE"}}'))
  while (server.subscribers('trades BARE') === 0) await turn()
  const run = async (frames: readonly string[]) => {
    const until = got + frames.length
    await server.replay('trades BARE', frames)
    while (got < until) await turn()
  }
  return Object.assign(run, { stop: () => socket.terminate() })
}

const turn = () => new Promise(resolve => setImmediate(resolve))
