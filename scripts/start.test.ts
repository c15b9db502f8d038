import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../lab/testing/page.ts'
import { type Ended, run } from '../lab/testing/script.ts'
import { needs } from '../lab/testing/shared.ts'
import { startedRun } from '../lab/testing/started-run.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-start-'))
afterAll(() => rmSync(folder, { recursive: true }))

const start = (name: string, ...args: readonly string[]) =>
  run('start', ['--lake', join(folder, name, 'lake'), '--runs', join(folder, name, 'runs'), ...args])

let first: Ended
beforeAll(async () => {
  first = await startedRun(join(folder, 'a'))
}, 600_000)

describe('npm start on a simulated market', () => {
  const timeless = (text: string, name: string) => text.replace(/^\d+ s$/m, '').replaceAll(join(folder, name), '')
  const filesOf = (name: string, promotedAs: string) => {
    const [run] = readdirSync(join(folder, name, 'runs'))
    return ['plan.json', promotedAs, 'journal.jsonl'].map(file =>
      readFileSync(join(folder, name, 'runs', run, file), 'utf8'),
    )
  }

  test('gives the same strategy, journal and table twice, and again in the same folder', async () => {
    const second = await start('b', '--seed', '3', '--workers', '1')
    expect([first.code, second.code]).toEqual([0, 0])
    expect(timeless(second.out, 'b')).toBe(timeless(first.out, 'a'))
    const files = filesOf('a', 'strategy.yaml')
    expect(filesOf('b', 'strategy.yaml')).toEqual(files)

    const again = await start('a', '--seed', '3')
    expect(timeless(again.out, 'a')).toBe(timeless(first.out, 'a'))
    expect(filesOf('a', 'strategy.yaml')).toEqual(files)
  }, 600_000)

  test('on noise refuses to promote and writes a candidate', async () => {
    const { code, out } = await start('noise', '--seed', '3', '--no-edge')
    expect(code).toBe(0)
    expect(out).toContain('pure noise')
    expect(out).toMatch(/^✗ /m)
    expect(out).toContain('NOT promoted, traded as a candidate')
    expect(filesOf('noise', 'candidate.yaml')[1]).toMatch(/^stage: candidate$/m)
  }, 600_000)
})

const browserPath = needs('chromium')
test.skipIf(!browserPath)(
  'the report of a run opens by itself, and says first whether to trust the strategy',
  async () => {
    const [name] = readdirSync(join(folder, 'a', 'runs'))
    const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
    try {
      const { page, complaints } = await openFile(browser, join(folder, 'a', 'runs', name, 'report.html'))
      for (const selector of ['.synthetic', '.verdict', '#gates tbody tr:first-child']) {
        const box = await page.locator(selector).first().boundingBox()
        expect(box && box.y + box.height, selector).toBeLessThan(1_000)
      }
      expect(await page.locator('.verdict').textContent()).toMatch(/^Passes: (\d\d) of \1 gates passed\.$/)
      for (const id of ['account', 'prices', 'costs']) {
        await page.locator(`#${id}`).scrollIntoViewIfNeeded()
        expect(await page.locator(`#${id} figure svg`).count(), id).toBeGreaterThan(0)
      }
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
    }
  },
)
