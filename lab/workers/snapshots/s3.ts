import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { InputError } from '../../input-error.ts'
import type { SnapshotStore } from './store.ts'

/**
 * A snapshot store in an S3 bucket. Credentials and region come from the usual AWS configuration.
 *
 * @param place the store as the user named it, for messages
 * @param prefix start of every object key, without the slash; empty: none
 * @param endpoint URL of an S3-compatible server; default: AWS
 */
export function s3Store(place: string, bucket: string, prefix: string, endpoint?: string): SnapshotStore {
  const client = new S3Client({
    maxAttempts: 6,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
  })
  const file = (name: string) => ({ Bucket: bucket, Key: prefix ? `${prefix}/${name}` : name })
  const explained = async <T>(name: string, request: () => Promise<T>): Promise<T> => {
    try {
      return await request()
    } catch (error) {
      throw new InputError(`${place}: ${name}: ${whyOf(error)}`, { cause: error })
    }
  }
  return {
    place,
    has: name =>
      explained(name, async () => {
        try {
          await client.send(new HeadObjectCommand(file(name)))
          return true
        } catch (error) {
          if ((error as Error).name === 'NotFound') return false
          throw error
        }
      }),
    async write(name, bytes) {
      await explained(name, () => client.send(new PutObjectCommand({ ...file(name), Body: bytes })))
    },
    read: name =>
      explained(name, async () => {
        const { Body } = await client.send(new GetObjectCommand(file(name)))
        if (!Body) throw new Error('expected a body, found none')
        return Body.transformToByteArray()
      }),
    close: () => client.destroy(),
  }
}

/** HTTP status, name and message of an error, as far as known. */
function whyOf(error: unknown): string {
  const { name, message, $metadata } = error as Error & { $metadata?: { readonly httpStatusCode?: number } }
  return [$metadata?.httpStatusCode, name === 'Error' ? '' : name, message].filter(Boolean).join(' ')
}
