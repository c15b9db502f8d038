declare module 'lz4js' {
  /** Encodes one LZ4 frame of linked 4 MB blocks, without content checksum. */
  export function compress(bytes: Uint8Array): Uint8Array
  /** Decodes one frame. */
  export function decompress(bytes: Uint8Array): Uint8Array
}
declare module 'lz4js/xxh32.js' {
  export function hash(seed: number, bytes: Uint8Array, start: number, length: number): number
}
