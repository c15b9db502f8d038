import { InputError } from '../../input-error.ts'
import { folderStore } from './folder.ts'
import { s3Store } from './s3.ts'
import type { SnapshotStore } from './store.ts'

/**
 * Opens a snapshot store.
 *
 * @param place a folder that all machines can read, or `s3://bucket/prefix`
 * @param endpoint of an S3-compatible service other than Amazon's
 * @throws InputError on another kind of place
 */
export function openSnapshots(place: string, endpoint?: string): SnapshotStore {
  const s3 = /^s3:\/\/([a-z0-9][a-z0-9.-]+)(?:\/(.*?))?\/?$/.exec(place)
  if (s3) return s3Store(place, s3[1], s3[2] ?? '', endpoint)
  if (/^[a-z][a-z0-9+]*:\/\//i.test(place))
    throw new InputError(`the place of snapshots: expected a folder or s3://bucket/prefix, found "${place}"`)
  return folderStore(place)
}
