import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLake } from '../lab/data/lake/lake.ts'
import { run, scriptPath } from '../lab/testing/script.ts'
import { needs } from '../lab/testing/shared.ts'
import { smallMarket, smallSearch, writeToLake } from '../lab/testing/small-lake.ts'

const folder = mkdtempSync(join(tmpdir(), 'seedbed-explore-'))
const [lake, runs] = [join(folder, 'lake'), join(folder, 'runs')]
let server: ChildProcess
let address: string

beforeAll(async () => {
  await writeToLake(lake, smallMarket())
  for (const [name, method] of [
    ['bred', 'genetic'],
    ['drawn', 'random'],
  ]) {
    const search = ['--name', name, '--method', method, '--no-baselines', '--lake', lake, '--runs', runs]
    const ended = await run('evolve', [...smallSearch, ...search])
    expect(ended.code, ended.err).toBe(0)
  }
  // As a batch keeps its runs.
  mkdirSync(join(runs, 'wide'))
  cpSync(join(runs, 'drawn'), join(runs, 'wide', '1-drawn'), { recursive: true })
  mkdirSync(join(runs, 'torn'))
  writeFileSync(join(runs, 'torn', 'plan.json'), '{"sha256":')
  const args = [scriptPath('explore'), '--lake', lake, '--runs', runs, '--port', '0']
  server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  address = await new Promise<string>((resolve, reject) => {
    server.on('exit', code => reject(new Error(`explore ended with ${code}`)))
    server.stdout?.on('data', (text: Buffer) => {
      const found = /http:\/\/localhost:\d+/.exec(text.toString())
      if (found) resolve(found[0])
    })
  })
}, 600_000)

afterAll(() => {
  server?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

const browserPath = needs('chromium')

test.skipIf(!browserPath)(
  'the page sorts and compares runs, queries and draws tables, and loads nothing from other servers',
  async () => {
    const browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] })
    try {
      const page = await browser.newPage({ viewport: { width: 1_280, height: 1_000 } })
      const [complaints, elsewhere]: [string[], string[]] = [[], []]
      page.on('console', said => {
        if (said.type() === 'error' || said.type() === 'warning') complaints.push(said.text())
      })
      page.on('pageerror', error => complaints.push(error.message))
      page.on('request', asked => {
        if (!asked.url().startsWith(address) && !/^(data|blob):/.test(asked.url())) elsewhere.push(asked.url())
      })
      await page.goto(address)
      const names = () => page.locator('#runs tbody tr td:nth-child(2)').allInnerTexts()
      await page.getByRole('button', { name: 'run', exact: true }).click()
      expect((await names()).map(name => name.split(/\s/)[0])).toEqual(['bred', 'drawn', 'wide/1-drawn'])
      await page.getByRole('button', { name: 'run', exact: true }).click()
      expect((await names()).map(name => name.split(/\s/)[0])).toEqual(['wide/1-drawn', 'drawn', 'bred'])
      expect((await names())[0]).toContain('synthetic')
      expect(await page.locator('#runs .error').textContent()).toContain('torn cannot be read')
      await page.getByLabel('compare bred').check()
      await page.getByLabel('compare drawn', { exact: true }).check()
      await page.locator('#beside svg').waitFor()
      expect(await page.locator('#beside h2').textContent()).toBe('bred, drawn beside each other')
      const [link] = await page.locator('a[href*="wide%2F1-drawn"]').all()
      const [report] = await Promise.all([page.waitForEvent('popup'), link.click()])
      expect(await report.locator('h1').textContent()).toBe('Evolution: drawn')
      await report.locator('figure[data-alive]').first().waitFor()
      await report.close()

      await page.getByRole('link', { name: 'Tables and SQL' }).click()
      const ask = async (sql: string) => {
        await page.locator('#sql').fill(sql)
        await page.getByRole('button', { name: 'Run', exact: true }).click()
        await page.locator('#answer, #tables .error').first().waitFor()
        return page.locator('#answer tbody td').allInnerTexts()
      }
      const symbolic =
        "select symbol, count(*) as bars, round(sum(volume), 3) as traded, strftime(max(time), '%Y-%m-%d %H:%M') as last from candles group by symbol order by symbol"
      const opened = await openLake(lake)
      try {
        const texts = Object.assign([symbolic], { raw: [symbolic] })
        const expected = (await opened.sql(texts)).flatMap(row => [row.symbol, row.bars, row.traded, row.last])
        const shown = (value: unknown) =>
          typeof value === 'number' ? value.toLocaleString('en-US', { maximumSignificantDigits: 7 }) : String(value)
        expect(await ask(symbolic)).toEqual(expected.map(shown))
      } finally {
        opened.close()
      }
      expect(await page.locator('#news').textContent()).toContain('SYNTHETIC')
      await page.locator('#tables svg').waitFor()
      const [count] = await ask('select count(*) as n from genomes')
      expect(Number(count)).toBeGreaterThan(16)
      const [runsSeen] = await ask('select count(distinct run) as n from trials')
      expect(Number(runsSeen)).toBe(2)
      await ask('select nothing from candles')
      expect(await page.locator('#tables .error').textContent()).toMatch(/nothing/)
      expect({ complaints, elsewhere }).toEqual({ complaints: [], elsewhere: [] })
      if (process.env.SEEDBED_PICTURES) {
        await ask(
          "select date_trunc('day', time) as day, symbol, last(close order by time) as close from candles group by all order by day, symbol",
        )
        await page.locator('#tables svg').waitFor()
        await page.screenshot({ path: join(process.env.SEEDBED_PICTURES, 'tables.png'), fullPage: true })
        await page.getByRole('link', { name: 'Runs' }).click()
        await page.screenshot({ path: join(process.env.SEEDBED_PICTURES, 'runs.png'), fullPage: true })
      }
    } finally {
      await browser.close()
    }
  },
  60_000,
)
