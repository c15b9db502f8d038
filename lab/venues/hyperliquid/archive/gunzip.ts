import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { InputError } from '../../../input-error.ts'

/**
 * The content of a gzip file with one or several members, each checked against its checksum and size.
 *
 * @param name file name, for errors
 * @throws InputError for a file that is empty, truncated, damaged, or followed by other bytes
 */
export async function* gunzip(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let given = 0
  const counted = async function* () {
    for await (const chunk of source) {
      given += chunk.length
      yield chunk
    }
  }
  const input = Readable.from(counted(), { objectMode: false })
  const unzip = createGunzip()
  input.on('error', error => unzip.destroy(error))
  try {
    yield* input.pipe(unzip) as AsyncIterable<Uint8Array>
  } catch (error) {
    if (!isZlib(error)) throw error
    throw new InputError(`${name}: byte ${given} or before: expected gzip, found ${error.message}`)
  } finally {
    input.destroy()
    unzip.destroy()
  }
  if (given === 0) throw new InputError(`${name}: byte 0: expected gzip, found an empty file`)
  // Node ignores bytes after the last member.
  if (unzip.bytesWritten !== given)
    throw new InputError(
      `${name}: byte ${unzip.bytesWritten}: expected another gzip member or the end, found ${given - unzip.bytesWritten} bytes`,
    )
}

const isZlib = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && /^(Z_|ERR_STREAM_PREMATURE)/.test((error as NodeJS.ErrnoException).code ?? '')
