import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import type { Dataset } from '../datasets.ts'

/** An S3 server on loopback with the archive's two buckets, empty. */
export interface TestS3 {
  readonly endpoint: string
  put(dataset: Dataset, key: string, content: Uint8Array): Promise<void>
  /** Uploads in parts of `partBytes` bytes, 5 MB at least. */
  putParts(dataset: Dataset, key: string, content: Uint8Array, partBytes: number): Promise<void>
  stop(): Promise<void>
}

/** Credentials that this server accepts. */
export const credentials = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
}

/** @param moto path of the program moto_server */
export async function startS3(moto: string): Promise<TestS3> {
  const child = spawn(moto, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`${moto} ended with code ${code} before it listened`)))
    createInterface({ input: child.stderr }).on('line', line => {
      const url = /Running on (http:\/\/127\.0\.0\.1:\d+)/.exec(line)?.[1]
      if (url) resolve(url)
    })
  })
  const client = new S3Client({
    ...{ region: 'us-east-1', endpoint, forcePathStyle: true },
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  for (const Bucket of ['hyperliquid-archive', 'hl-mainnet-node-data'])
    await client.send(new CreateBucketCommand({ Bucket }))
  return {
    endpoint,
    async put({ bucket: Bucket }, Key, Body) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }))
    },
    async putParts({ bucket: Bucket }, Key, content, partBytes) {
      const place = { Bucket, Key }
      const { UploadId } = await client.send(new CreateMultipartUploadCommand(place))
      const Parts: { ETag: string | undefined; PartNumber: number }[] = []
      for (let at = 0, PartNumber = 1; at < content.length; at += partBytes, PartNumber++) {
        const Body = content.subarray(at, at + partBytes)
        const { ETag } = await client.send(new UploadPartCommand({ ...place, UploadId, PartNumber, Body }))
        Parts.push({ ETag, PartNumber })
      }
      await client.send(new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }))
    },
    async stop() {
      client.destroy()
      process.off('exit', kill)
      const ended = new Promise(resolve => child.once('exit', resolve))
      kill()
      await ended
    },
  }
}
