import type { Readable } from 'node:stream'
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { InputError } from '../../../input-error.ts'
import type { Dataset } from './datasets.ts'
import type { Listed } from './estimate.ts'
import { explained, Transient } from './failure.ts'
import type { Region } from './prices.ts'

/** Access to the archive's buckets. Every request states that the requester pays. */
export interface Store {
  /** Lists one page of the keys with a prefix. @param after token of the page before */
  list(dataset: Dataset, prefix: string, after: string | undefined, signal: AbortSignal): Promise<Page>
  /** Reads a file from byte `start` on. @throws Transient when the file has changed, or the answer starts elsewhere */
  read(file: Listed, start: number, signal: AbortSignal): Promise<Readable>
  /** Bytes of the first part of a file that was uploaded in parts. */
  partBytes(file: Listed, signal: AbortSignal): Promise<number>
  close(): void
}

export interface Page {
  readonly files: readonly Listed[]
  readonly next: string | undefined
}

export interface StoreOptions {
  /** Address of another S3 server, whose buckets are part of the path. */
  readonly endpoint?: string | undefined
  /** Longest wait in ms for a connection, and for the start of an answer. Default 30,000. */
  readonly timeout?: number
}

/** Opens the archive. Credentials are found as the AWS tools find them, at the first request. */
export function openStore({ endpoint, timeout = 30_000 }: StoreOptions = {}): Store {
  const clients = new Map<Region, S3Client>()
  const clientOf = ({ region }: Dataset): S3Client => {
    const client = clients.get(region) ?? connect(region, endpoint, timeout)
    clients.set(region, client)
    return client
  }
  return {
    close: () => {
      for (const client of clients.values()) client.destroy()
    },
    async list(dataset, prefix, after, abortSignal) {
      const page = new ListObjectsV2Command({
        ...{ Bucket: dataset.bucket, Prefix: prefix },
        ...(after !== undefined && { ContinuationToken: after }),
      })
      const answer = await explained(`listing ${dataset.bucket}/${prefix}`, abortSignal, () =>
        clientOf(dataset).send(page, { abortSignal }),
      )
      const files = (answer.Contents ?? []).map(({ Key, ETag, Size }) => {
        if (Key === undefined || ETag === undefined || Size === undefined)
          throw new InputError(
            `listing ${dataset.bucket}/${prefix}: expected key, ETag and size, found ${Key}, ${ETag}, ${Size}`,
          )
        return { dataset, key: Key, etag: ETag.replaceAll('"', ''), bytes: Size }
      })
      if (answer.IsTruncated && !answer.NextContinuationToken)
        throw new InputError(`listing ${dataset.bucket}/${prefix}: expected a token of the next page, found none`)
      return { files, next: answer.IsTruncated ? answer.NextContinuationToken : undefined }
    },
    async read({ dataset, key, etag, bytes }, start, abortSignal) {
      const what = `${dataset.bucket}/${key}`
      const get = new GetObjectCommand({
        ...{ Bucket: dataset.bucket, Key: key, IfMatch: `"${etag}"` },
        ...(start > 0 && { Range: `bytes=${start}-` }),
      })
      const answer = await explained(what, abortSignal, () => clientOf(dataset).send(get, { abortSignal }))
      const body = answer.Body as Readable
      const expected = start > 0 ? `bytes ${start}-${bytes - 1}/${bytes}` : undefined
      if (answer.ContentRange !== expected || answer.ContentLength !== bytes - start) {
        body.destroy()
        throw new Transient(
          `${what}: expected ${expected ?? `${bytes} bytes`}, found ${answer.ContentRange ?? answer.ContentLength}`,
        )
      }
      return body
    },
    async partBytes({ dataset, key }, abortSignal) {
      const what = `${dataset.bucket}/${key}`
      const head = new HeadObjectCommand({ Bucket: dataset.bucket, Key: key, PartNumber: 1 })
      const { ContentLength } = await explained(what, abortSignal, () => clientOf(dataset).send(head, { abortSignal }))
      if (!ContentLength) throw new Transient(`${what}: expected the bytes of its first part, found ${ContentLength}`)
      return ContentLength
    },
  }
}

function connect(region: Region, endpoint: string | undefined, timeout: number): S3Client {
  const client = new S3Client({
    region,
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    // The caller repeats requests itself, including those whose body breaks off.
    maxAttempts: 1,
    // The SDK can verify only whole objects; here every file is verified by its ETag.
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: timeout, requestTimeout: timeout, throwOnRequestTimeout: true },
  })
  client.middlewareStack.add(
    next => args => {
      const { headers } = args.request as { headers: Record<string, string> }
      headers['x-amz-request-payer'] = 'requester'
      return next(args)
    },
    { step: 'build', name: 'requesterPays' },
  )
  return client
}
