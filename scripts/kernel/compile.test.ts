import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compileWhenStale, readableToOldCompilers } from './compile.ts'

const root = resolve(import.meta.dirname, '../..')

test('declarations name compiled files, and typed arrays without their buffer', () => {
  const emitted = `
import { a } from './a.ts'
export type B = import("../b.ts").B
export * from 'zod.ts'
export declare const c: Float64Array<ArrayBuffer> | Uint8ClampedArray<ArrayBufferLike> | Map<string, ArrayBuffer>`
  expect(readableToOldCompilers(emitted)).toBe(`
import { a } from './a.js'
export type B = import("../b.js").B
export * from 'zod.ts'
export declare const c: Float64Array | Uint8ClampedArray | Map<string, ArrayBuffer>`)
})

test("tslab's own compiler reads the compiled lab without an error", () => {
  compileWhenStale(root)
  const ts = createRequire(import.meta.url)('@tslab/typescript-for-tslab')
  const program = ts.createProgram([`${root}/dist/lab/index.d.ts`], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [`${root}/node_modules/@types`],
  })
  const ours = program
    .getSourceFiles()
    .filter((file: { fileName: string }) => file.fileName.startsWith(`${root}/dist/`))
  expect(ours.length).toBeGreaterThan(10)
  const complaints = ours.flatMap((file: object) => [
    ...program.getSyntacticDiagnostics(file),
    ...program.getSemanticDiagnostics(file),
  ])
  expect(complaints.map((c: object) => ts.formatDiagnostic(c, ts.createCompilerHost({})))).toEqual([])
})

test('compiling what is up to date does nothing', () => {
  compileWhenStale(root)
  expect(compileWhenStale(root)).toBe(false)
})
