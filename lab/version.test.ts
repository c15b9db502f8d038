import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { engine } from './version.ts'

test('the engine name contains the version of the package', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(engine).toBe(`${name} ${version}`)
})
