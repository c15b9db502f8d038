import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'shared-'))
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  vi.resetModules()
  vi.unstubAllEnvs()
  vi.stubEnv('SEEDBED_REQUIRE_ALL', undefined)
  vi.stubEnv('SEEDBED_SHARED', folder)
  return () => vi.restoreAllMocks()
})

const load = () => import('./shared.ts')
const listen = () => vi.spyOn(console, 'warn').mockImplementation(() => {})

test('an existing file is found', async () => {
  writeFileSync(join(folder, 'a.csv'), '')
  const { sharedFile } = await load()
  expect(sharedFile('a.csv')).toBe(join(folder, 'a.csv'))
})

test('a missing file is reported once, by name', async () => {
  const warn = listen()
  const { sharedFile } = await load()
  expect([sharedFile('b.csv'), sharedFile('b.csv')]).toEqual([undefined, undefined])
  expect(warn.mock.calls).toEqual([['skipped: ../shared/b.csv is absent (real market data)']])
})

test('a missing folder is reported once, for all files in it', async () => {
  vi.stubEnv('SEEDBED_SHARED', join(folder, 'nowhere'))
  const warn = listen()
  const { sharedFile } = await load()
  expect([sharedFile('b.csv'), sharedFile('c.csv')]).toEqual([undefined, undefined])
  expect(warn.mock.calls).toEqual([['skipped: ../shared is absent (real market data)']])
})

test('a run that must be complete does not skip', async () => {
  vi.stubEnv('SEEDBED_REQUIRE_ALL', '1')
  const { sharedFile } = await load()
  expect(() => sharedFile('b.csv')).toThrow('../shared/b.csv is absent (real market data), and SEEDBED_REQUIRE_ALL')
})

test('a tool is taken from its variable, and a wrong variable is an error', async () => {
  const { needs } = await load()
  vi.stubEnv('SEEDBED_CHROMIUM', process.execPath)
  expect(needs('chromium')).toBe(process.execPath)
  vi.stubEnv('SEEDBED_CHROMIUM', join(folder, 'no-browser'))
  expect(() => needs('chromium')).toThrow(/^SEEDBED_CHROMIUM: expected the path of chromium, found ".*no-browser"/)
})

test('a tool is found on the PATH', async () => {
  vi.stubEnv('SEEDBED_JUPYTER', undefined)
  vi.stubEnv('PATH', folder)
  writeFileSync(join(folder, 'jupyter'), '')
  const { needs } = await load()
  expect(needs('jupyter')).toMatch(/jupyter$/)
})
