/** The part of the platform's WebAssembly that the kernel needs: the types of browsers are left out of this project, and these with them. */
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
