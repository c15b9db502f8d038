import { compress, decompress } from 'lz4js'
import { random } from '../../random.ts'
import { type Bench, race } from '../../testing/bench.ts'
import { pieces } from '../../venues/hyperliquid/archive/testing/pieces.ts'
import { unlz4 } from './frames.ts'

const lines = 60_000

/** Text like the archive's: one book a line, with numbers that repeat and numbers that do not. */
function books(): Buffer {
  const next = random(1)
  const side = (from: number) =>
    Array.from({ length: 20 }, (_, i) => ({ px: `${from + i}.0`, sz: (0.1 + next()).toFixed(5), n: 1 + i }))
  return Buffer.from(
    Array.from({ length: lines }, (_, i) => {
      const data = { coin: 'BTC', time: 1_747_699_200_000 + 50 * i, levels: [side(90_000).reverse(), side(90_030)] }
      return JSON.stringify({ time: '2025-05-20T00:00:00.123456789', ver_num: 1, raw: { channel: 'l2Book', data } })
    }).join('\n'),
  )
}

export const bench: Bench = {
  name: 'an hour of books out of LZ4 frames',
  async run() {
    const text = books()
    // The archive's uploader may write several frames one after the other.
    const step = Math.ceil(text.length / 16)
    const parts = Array.from({ length: 16 }, (_, i) => text.subarray(i * step, (i + 1) * step))
    const frames = parts.map(part => Buffer.from(compress(part)))
    const packed = Buffer.concat(frames)
    const streamed = async () => {
      let length = 0
      for await (const chunk of unlz4(pieces(packed), 'bench')) length += chunk.length
      if (length !== text.length) throw new Error(`${length} bytes came out of ${text.length}`)
    }
    const best = await race({ ours: streamed, lz4js: () => frames.forEach(frame => void decompress(frame)) }, 5)
    const rate = (ms: number) => Math.round(text.length / 1e6 / (ms / 1_000))
    return [
      {
        ...{ what: 'streamed, every checksum verified (MB of text)', value: rate(best.ours), unit: '/s' },
        ratio: { times: best.lz4js / best.ours, to: 'as fast as lz4js, which holds files whole and checks less' },
      },
    ]
  },
}
