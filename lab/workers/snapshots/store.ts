/** Where snapshots of data lie for all machines of a run, by name. What is written once is never changed. */
export interface SnapshotStore {
  /** As it was named: goes into messages. */
  readonly place: string
  has(name: string): Promise<boolean>
  /** Whole or not at all. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** @throws InputError when it is not there, or cannot be read */
  read(name: string): Promise<Uint8Array>
  close(): void
}
