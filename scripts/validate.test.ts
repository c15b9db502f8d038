import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openFile } from '../lab/testing/page.ts'
import { kill, once, run } from '../lab/testing/script.ts'
import { needs } from '../lab/testing/shared.ts'
import { startedRun } from '../lab/testing/started-run.ts'
import { thresholdsPath } from '../lab/validation/thresholds.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-validate-'))
afterAll(() => rmSync(folder, { recursive: true }))

const at = (...path: readonly string[]) => join(folder, ...path)
const lake = ['--lake', at('lake')]
const strategies = ['--strategies', at('strategies')]
const kept = () => readdirSync(at('runs', name, 'dossier')).filter(file => file.endsWith('.json'))
const openings = () => {
  const files = existsSync(at('vault')) ? readdirSync(at('vault')) : []
  return files.map(file => readFileSync(at('vault', file), 'utf8')).filter(text => text.includes('"name"')).length
}
const validate = (...args: readonly string[]) => run('validate', [at('runs', name), ...lake, ...strategies, ...args])

let name: string
beforeAll(async () => {
  const { code, err } = await startedRun(folder)
  expect(code, err).toBe(0)
  ;[name] = readdirSync(at('runs'))
}, 600_000)

const browserPath = needs('chromium')

/** The output from the table of gates on. */
const verdict = (out: string) => out.slice(out.indexOf('gate  '))

describe('a run that passes', { timeout: 600_000 }, () => {
  let first: string

  test('killed at any gate, is judged by the same command with the findings kept so far', async () => {
    const killed = await run(
      'validate',
      [at('runs', name), ...lake, ...strategies],
      once(() => existsSync(at('runs', name, 'dossier')) && kept().length >= 3, kill),
    )
    expect(killed.code).toBeNull()
    expect(openings()).toBe(0)
    const before = new Map(kept().map(file => [file, statSync(at('runs', name, 'dossier', file)).mtimeMs]))
    const { code, out, err } = await validate()
    expect(code, err).toBe(0)
    expect(out).toContain('all gates passed')
    for (const [file, time] of before) expect(statSync(at('runs', name, 'dossier', file)).mtimeMs, file).toBe(time)
    first = verdict(out)
  })

  test('judged again, gives the same output without opening the locked test again', async () => {
    expect(openings()).toBe(1)
    const again = await validate()
    expect(verdict(again.out)).toBe(first)
    expect(openings()).toBe(1)
  })

  test('promoted, records how often the locked test was opened and which thresholds were used', async () => {
    const { code, err } = await run('promote', [at('runs', name), ...lake, '--out', at('strategies')])
    expect(code, err).toBe(0)
    const file = readFileSync(at('strategies', `${name}.yaml`), 'utf8')
    expect(file).toMatch(/^ {2}looks: 1$/m)
    expect(file).toMatch(/^ {2}thresholds: sha256:[0-9a-f]{64}$/m)
    expect(openings()).toBe(1)
  })

  test('approved by hand, is not overwritten by another promotion', async () => {
    const file = at('strategies', `${name}.yaml`)
    const promoted = readFileSync(file, 'utf8')
    const signed = promoted.replace('approvals: []', 'approvals:\n  - { by: Ada Lovelace, at: 2026-01-01T00:00Z }')
    expect(signed).toContain('Ada')
    writeFileSync(file, signed)
    const { code, err } = await run('promote', [at('runs', name), ...lake, '--out', at('strategies')])
    expect([code, err]).toEqual([
      1,
      `judging ${name} …\n${file}: already exists with other content or approvals; move it away, or choose another --out\n`,
    ])
    expect(readFileSync(file, 'utf8')).toBe(signed)
    writeFileSync(file, promoted)
  })

  test('has a paper run equal to its replay, but without latency, so that it is not promoted further', async () => {
    const { code, out } = await validate('--paper', at('runs', name, 'journal.jsonl'))
    expect(out).toMatch(
      /^paper run minus its replay: 0\.00 USD; \d+ bars alike, 0 different.*; 0 of \d+ fills differ$/m,
    )
    expect(out).toMatch(/^TV paper: signals +pass +100\.0 % +99\.5 %$/m)
    expect(out).toMatch(/^TV paper: quality +pass +100\.0 % +70\.0 %$/m)
    expect(out).toMatch(/^TV paper: latency +cannot say +— +200 ms$/m)
    expect(code).toBe(1)
  })

  test.skipIf(!browserPath)(
    'its dossier opens by itself, says first whether to trust it, and draws the paper run',
    async () => {
      const browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
      try {
        const { page, complaints } = await openFile(browser, at('runs', name, 'dossier', 'dossier.html'))
        for (const selector of ['.synthetic', '.verdict']) {
          const box = await page.locator(selector).first().boundingBox()
          expect(box && box.y + box.height, selector).toBeLessThan(900)
        }
        // The backtest alone would pass, but a paper run on the embedded exchange has no latency.
        expect(await page.locator('.verdict').textContent()).toMatch(
          /^Do not trust it: 1 of \d+ gates are not passed\.$/,
        )
        for (const id of ['account', 'luck', 'plateau', 'costs', 'paper']) {
          await page.locator(`#${id}`).scrollIntoViewIfNeeded()
          expect(await page.locator(`#${id} figure svg`).count(), id).toBeGreaterThan(0)
        }
        expect(complaints).toEqual([])
      } finally {
        await browser.close()
      }
    },
  )

  test('with other thresholds, opens the locked test again only for a reason, and counts it', async () => {
    writeFileSync(
      at('gates.yaml'),
      readFileSync(thresholdsPath, 'utf8').replace('trades: 5 ', 'trades: 4 ').replace('median: 0.7', 'median: 0.6'),
    )
    const other = ['--gates', at('gates.yaml')]
    const refused = await validate(...other)
    expect(refused.code).toBe(1)
    expect(refused.out).toMatch(/the locked test was not opened: .*--reason TEXT/)
    expect(openings()).toBe(1)
    const opened = await validate(...other, '--reason', 'the plateau was asked for more than anybody needs')
    expect(opened.code, opened.out).toBe(0)
    expect(openings()).toBe(2)
  })
})

describe('impossible options are refused at once', () => {
  test.each([
    [['--paper', 'nowhere.jsonl'], /nowhere\.jsonl: no such journal/],
    [['--paper', 'package.json', '--mode', 'fast'], /--paper: expected --mode full with it, found --mode fast/],
    [['--mode', 'slow'], /--mode: expected minimal, fast or full, found "slow"/],
    [['--gates', 'package.json'], /package\.json/],
  ])('%j', async (args, complaint) => {
    const { code, err } = await validate(...args)
    expect(code).not.toBe(0)
    expect(err).toMatch(complaint)
  })

  test('a file that is not a journal', async () => {
    writeFileSync(at('none.jsonl'), '{}\n')
    const { code, err } = await validate('--paper', at('none.jsonl'))
    expect(code).toBe(1)
    expect(err).toContain(`${at('none.jsonl')}: expected the journal of a run`)
  })
})
