import { InputError } from '../../input-error.ts'

/** Takes a stream of pieces of any size apart into pieces of the sizes asked for. */
export interface ByteReader {
  /** Bytes taken so far: where in the file the next one lies. */
  readonly offset: number
  /** Whether nothing is left. */
  atEnd(): Promise<boolean>
  /** Exactly so many bytes; valid until the next call. @param what named in the error @throws InputError at the file's end */
  take(bytes: number, what: string): Promise<Uint8Array>
  /** Passes over so many bytes. @throws InputError at the file's end */
  skip(bytes: number, what: string): Promise<void>
  /** Tells the source that no more is wanted. */
  close(): Promise<void>
}

/** @param name of the file, for errors */
export function byteReader(source: AsyncIterable<Uint8Array>, name: string): ByteReader {
  const chunks = source[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array(0)
  let at = 0
  let offset = 0
  let spare = new Uint8Array(0)

  /** Makes sure that at least one byte lies ready, unless the stream has ended. */
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
      // One buffer for all that lies across pieces: fresh ones would pile up faster than they are collected.
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
