/** Store of market snapshots for all machines of a run. Files are never changed. */
export interface SnapshotStore {
  /** The place as the user named it, for messages. */
  readonly place: string
  has(name: string): Promise<boolean>
  /** Writes the file atomically. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** @throws InputError if it is missing or unreadable */
  read(name: string): Promise<Uint8Array>
  close(): void
}
