/**
 * The part of WebAssembly that the kernel needs. The project does not include the browser types that would declare it.
 */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module'
  }
  class Memory {
    constructor(descriptor: { readonly initial: number; readonly maximum?: number })
    readonly buffer: ArrayBuffer
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>)
    readonly exports: Readonly<Record<string, unknown>>
  }
  interface Global {
    readonly value: number
  }
  function compile(bytes: Uint8Array<ArrayBuffer>): Promise<Module>
}
