import type { Block } from './block.ts'
import { readSummary, summaryWidth, writeSummary } from './summary-row.ts'
import type { Trial } from './trial.ts'

const keyBytes = 16
/** Key, index of the idea in the block's list, and summary as float32, little-endian. */
const rowBytes = keyBytes + 4 + 4 * summaryWidth

interface Head {
  readonly trials: number
  readonly ideas: readonly string[]
}

/** Packs trials into a block, about 300 bytes each. */
export function blockOf(trials: readonly Trial[]): Block {
  const ideas = [...new Set(trials.map(({ idea }) => idea))]
  const indices = new Map(ideas.map((idea, i) => [idea, i]))
  const body = Buffer.alloc(trials.length * rowBytes)
  const row = new Float32Array(summaryWidth)
  for (const [i, { key, idea, summary }] of trials.entries()) {
    const start = i * rowBytes
    body.write(key, start, 'hex')
    body.writeUInt32LE(indices.get(idea) as number, start + keyBytes)
    writeSummary(summary, row, 0)
    for (let k = 0; k < summaryWidth; k++) body.writeFloatLE(row[k], start + keyBytes + 4 + 4 * k)
  }
  return { head: { trials: trials.length, ideas } satisfies Head, body }
}

/** Unpacks the trials of a block made by `blockOf`. */
export function trialsIn({ head, body }: Block): readonly Trial[] {
  const { trials, ideas } = head as Head
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const row = new Float32Array(summaryWidth)
  return Array.from({ length: trials }, (_, i) => {
    const start = i * rowBytes
    for (let k = 0; k < summaryWidth; k++) row[k] = view.getFloat32(start + keyBytes + 4 + 4 * k, true)
    return {
      key: Buffer.from(body.subarray(start, start + keyBytes)).toString('hex'),
      idea: ideas[view.getUint32(start + keyBytes, true)],
      summary: readSummary(row, 0),
    }
  })
}
