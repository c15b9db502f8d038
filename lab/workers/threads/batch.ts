import { rowWidth } from '../../evolution/score-row.ts'

/** Shared memory for genomes and scores of a batch. To grow, it is reallocated between batches. */
export interface Batch {
  /** Genome texts in UTF-8, concatenated. */
  readonly bytes: Uint8Array
  /** End of each text in `bytes`. */
  readonly ends: Int32Array
  /** Score rows, see `writeScore`. */
  readonly rows: Float64Array
}

export const emptyBatch: Batch = { bytes: new Uint8Array(), ends: new Int32Array(), rows: new Float64Array() }

/** Puts texts into `batch`, or into a new one if they do not fit. */
export function fillBatch(batch: Batch, texts: readonly string[]): Batch {
  const length = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const fits = length <= batch.bytes.length && texts.length <= batch.ends.length
  const into = fits ? batch : newBatch(2 * length, 2 * texts.length)
  const buffer = Buffer.from(into.bytes.buffer)
  let end = 0
  for (const [i, text] of texts.entries()) {
    end += buffer.write(text, end)
    into.ends[i] = end
  }
  return into
}

/** Texts from index `from` up to `to`, exclusive. */
export function textsOf({ bytes, ends }: Batch, from: number, to: number): readonly string[] {
  const buffer = Buffer.from(bytes.buffer)
  return Array.from({ length: to - from }, (_, i) =>
    buffer.toString('utf8', from + i === 0 ? 0 : ends[from + i - 1], ends[from + i]),
  )
}

const newBatch = (bytes: number, count: number): Batch => ({
  bytes: new Uint8Array(new SharedArrayBuffer(bytes)),
  ends: new Int32Array(new SharedArrayBuffer(4 * count)),
  rows: new Float64Array(new SharedArrayBuffer(8 * count * rowWidth)),
})
