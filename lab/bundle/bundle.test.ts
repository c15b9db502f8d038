import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { bundled } from './bundle.ts'
import { kernelModule } from './kernel.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))
const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = (path: string) => execFileSync(process.execPath, [path], { encoding: 'utf8' })
const cache = join(folder, 'cache')

test('a bundle runs like its sources, is cached, and is rebuilt when one of them changes', async () => {
  write('word.ts', 'export const word: string = "first"\n')
  write('main.ts', 'import { word } from "./word.ts"\nconsole.log(word satisfies string)\n')
  const first = await bundled(join(folder, 'main.ts'), 'inside', cache)
  expect(run(first)).toBe('first\n')
  const made = readdirSync(cache)
  expect(await bundled(join(folder, 'main.ts'), 'inside', cache)).toBe(first)
  expect(readdirSync(cache)).toEqual(made)
  write('word.ts', 'export const word: string = "second"\n')
  const second = await bundled(join(folder, 'main.ts'), 'inside', cache)
  expect(run(second)).toBe('second\n')
  expect(run(first)).toBe('first\n')
})

test('sources that do not compile are an error', async () => {
  write('broken.ts', 'export const = 3\n')
  await expect(bundled(join(folder, 'broken.ts'), 'inside', cache)).rejects.toThrow(/Expected identifier/)
})

test('concurrent bundles are all made, even if one takes much longer', async () => {
  const large = Array.from({ length: 3_000 }, (_, i) => `export const word${i} = ${i}`).join('\n')
  write('small.ts', 'console.log("small")\n')
  write('words.ts', large)
  write('large.ts', 'import * as words from "./words.ts"\nconsole.log(Object.keys(words).length)\n')
  const asked = ['small', 'large', 'small', 'large'].map((name, i) =>
    bundled(join(folder, `${name}.ts`), i < 2 ? 'inside' : 'outside', join(folder, 'together')),
  )
  expect((await Promise.all(asked)).map(run)).toEqual(['small\n', '3000\n', 'small\n', '3000\n'])
})

test('the kernel module is loaded once', async () => expect(await kernelModule()).toBe(await kernelModule()))
