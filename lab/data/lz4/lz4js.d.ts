declare module 'lz4js' {
  /** One LZ4 frame of 4 MB blocks that refer to one another, without checksums of the content. */
  export function compress(bytes: Uint8Array): Uint8Array
  /** What is in one frame. */
  export function decompress(bytes: Uint8Array): Uint8Array
}
declare module 'lz4js/xxh32.js' {
  export function hash(seed: number, bytes: Uint8Array, start: number, length: number): number
}
