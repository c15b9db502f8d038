import { InputError } from '../../input-error.ts'

/** Reads exact numbers of bytes from a stream whose chunks have any size. */
export interface ByteReader {
  /** Number of bytes read so far, which is the position in the file. */
  readonly offset: number
  /** Whether the stream has ended. */
  atEnd(): Promise<boolean>
  /**
   * Reads exactly `bytes` bytes, valid until the next call.
   *
   * @param what name of the part, for errors
   * @throws InputError at the end of the file
   */
  take(bytes: number, what: string): Promise<Uint8Array>
  /** Skips `bytes` bytes. @throws InputError at the end of the file */
  skip(bytes: number, what: string): Promise<void>
  /** Ends the source early. */
  close(): Promise<void>
}

/** @param name file name, for errors */
export function byteReader(source: AsyncIterable<Uint8Array>, name: string): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array(0)
  let at = 0
  let offset = 0
  let spare = new Uint8Array(0)

  /** Loads the next chunk when the current one is used up. @returns false at the end of the stream */
  const pull = async (): Promise<boolean> => {
    while (at === chunk.length) {
      const { done, value } = await chunks.next()
      if (done) return false
      chunk = value
      at = 0
    }
    return true
  }
  const truncated = (bytes: number, got: number, what: string) =>
    new InputError(`${name}: byte ${offset}: the file is cut short: expected ${bytes} bytes of ${what}, found ${got}`)

  return {
    get offset() {
      return offset
    },
    atEnd: async () => !(await pull()),
    async take(bytes, what) {
      if (chunk.length - at >= bytes) {
        const piece = chunk.subarray(at, at + bytes)
        at += bytes
        offset += bytes
        return piece
      }
      // Reuses one buffer for parts that span chunks: new buffers would pile up faster than they are collected.
      if (spare.length < bytes) spare = new Uint8Array(bytes)
      const piece = spare.subarray(0, bytes)
      let got = 0
      while (got < bytes) {
        if (!(await pull())) throw truncated(bytes, got, what)
        const some = chunk.subarray(at, at + bytes - got)
        piece.set(some, got)
        got += some.length
        at += some.length
      }
      offset += bytes
      return piece
    },
    async skip(bytes, what) {
      for (let got = 0; got < bytes; ) {
        if (!(await pull())) throw truncated(bytes, got, what)
        const some = Math.min(bytes - got, chunk.length - at)
        got += some
        at += some
      }
      offset += bytes
    },
    async close() {
      await chunks.return?.()
    },
  }
}
