import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

// A process of its own, started by the bench: node --import tsx firehose.ts <symbol,symbol…> <text of a captured trades
// message>. It implements just enough WebSocket to accept subscriptions. Then it sends that message for one symbol after
// the other, each time with new ids and the present time, as fast as the socket takes it. It reports its port, and at
// the end how many trades it sent.

const [names, captured] = process.argv.slice(2)
const symbols = names.split(',')
const trade = JSON.parse(captured).data[0]

/** Frames in one write. */
const batch = 512
const idWidth = 15
const timeWidth = 13

const server = createServer()
server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  socket.setNoDelay(true)
  socket.on('data', bytes => {
    for (const text of textsOf(bytes)) if (text.includes('"subscribe"')) socket.write(frameOf(acknowledged(text)))
  })
  socket.on('error', () => socket.destroy())
  setTimeout(() => void pour(socket), 1_500)
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

let isOver = false
process.on('message', () => {
  isOver = true
})

async function pour(socket: Socket): Promise<void> {
  const buffers = Array.from({ length: 16 }, makeBatch)
  let id = 10 ** (idWidth - 1)
  const trades = new Map<number, number>()
  for (let turn = 0; !isOver && !socket.destroyed; turn++) {
    const { bytes, ids, times } = buffers[turn % buffers.length]
    const now = Date.now()
    const time = String(now)
    for (const at of times) bytes.write(time, at, 'latin1')
    for (const at of ids) bytes.write(String(id++), at, 'latin1')
    const second = Math.floor(now / 1_000)
    trades.set(second, (trades.get(second) ?? 0) + ids.length)
    // Answers a client's ping within a few turns.
    if (turn % 64 === 0) socket.write(frameOf('{"channel":"pong"}'))
    // A buffer is filled again only after the socket has sent it.
    if (!socket.write(bytes) || turn % buffers.length === buffers.length - 1) {
      await new Promise<void>(resolve =>
        socket.writableLength ? socket.once('drain', resolve) : setImmediate(resolve),
      )
    }
  }
  process.send?.({ trades: [...trades] })
}

const acknowledged = (text: string): string =>
  JSON.stringify({ channel: 'subscriptionResponse', data: JSON.parse(text) })

function frameOf(text: string): Buffer {
  const long = text.length > 125
  const header = long ? [0x81, 126, text.length >> 8, text.length & 255] : [0x81, text.length]
  return Buffer.concat([Buffer.from(header), Buffer.from(text)])
}

/**
 * The texts of a client's masked frames. Frames are shorter than 64 KB and never split, since only a few short ones come at
 * once.
 */
function* textsOf(bytes: Buffer): Generator<string> {
  for (let at = 0; at + 6 <= bytes.length; ) {
    const short = bytes[at + 1] & 127
    const mask = at + (short === 126 ? 4 : 2)
    const length = short === 126 ? bytes.readUInt16BE(at + 2) : short
    const body = bytes.subarray(mask + 4, mask + 4 + length)
    yield Buffer.from(body.map((byte, i) => byte ^ bytes[mask + (i % 4)])).toString()
    at = mask + 4 + length
  }
}

/** Alternating frames of one and two trades, with the positions of their ids and times. */
function makeBatch() {
  const parts: Buffer[] = []
  const ids: number[] = []
  const times: number[] = []
  let length = 0
  for (let i = 0; i < batch; i++) {
    const data = Array.from({ length: 1 + (i % 2) }, (_, k) => ({
      ...trade,
      ...{ coin: symbols[i % symbols.length], px: String(Number(trade.px) + ((i + k) % 10)) },
      ...{ time: 10 ** (timeWidth - 1), tid: 10 ** (idWidth - 1) },
    }))
    const text = JSON.stringify({ channel: 'trades', data })
    const header = Buffer.from([0x81, 126, text.length >> 8, text.length & 255])
    for (const match of text.matchAll(/"time":/g)) times.push(length + header.length + match.index + 7)
    for (const match of text.matchAll(/"tid":/g)) ids.push(length + header.length + match.index + 6)
    parts.push(header, Buffer.from(text))
    length += header.length + text.length
  }
  return { bytes: Buffer.concat(parts), ids, times }
}
