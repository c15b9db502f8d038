/** Store of market snapshots, shared by all machines of a run. A file never changes once written. */
export interface SnapshotStore {
  /** Location of the store as the user wrote it, for messages. */
  readonly place: string
  /** True if the file exists. */
  has(name: string): Promise<boolean>
  /** Writes the file atomically. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Reads the whole file. @throws InputError if it is missing or unreadable */
  read(name: string): Promise<Uint8Array>
  close(): void
}
