import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleBars, sampleTrades } from '../../charts/reference/sample.ts'
import { openFile } from '../../testing/page.ts'
import { needs } from '../../testing/shared.ts'
import { sampleReport } from './reference/sample.ts'
import { renderReport } from './report.ts'

const report = await renderReport(sampleReport())

test('the report loads nothing from elsewhere', () => {
  const outside = report.replaceAll(/http:\/\/www\.w3\.org\/\d+\/(svg|xlink|xhtml|xml\/\w+)/gi, '')
  expect(outside).not.toMatch(/(?:src|href)="(?!#)/)
  expect(outside).not.toMatch(/@import|url\(["']?(?:https?:|\/\/)/)
})

test('a report with six drawn symbols and their trades stays below 2.5 MB', async () => {
  const symbols = Array.from({ length: 8 }, (_, i) => {
    const bars = { ...sampleBars(20_000, i), symbol: `SYN-${i}` }
    return { bars, trades: sampleTrades(bars) }
  })
  const large = await renderReport(sampleReport({ symbols }))
  expect(large.length).toBeLessThan(2_500_000)
  expect(large).toContain('The 6 most traded of 8 symbols')
  expect(large).toContain('The newest 1,000 of')
})

test('text from outside is escaped, not run', () => {
  expect(report).toContain('&#60;ema-cross&#62;')
  expect(report).not.toContain('<ema-cross>')
})

test.each([
  ['pass', 'Passes: 1 of 1 gate passed.'],
  ['fail', 'Does not pass: 1 of 1 gate failed.'],
  ['cannot say', 'Undecided: 1 of 1 gate could not be judged.'],
] as const)('gates that say %s make the verdict "%s"', async (verdict, words) => {
  const gates = [{ name: 'luck', verdict, required: 1, sentence: 'So it is.' }]
  expect(await renderReport(sampleReport({ gates }))).toContain(words)
})

test('a strategy without gates is not called passed', async () => {
  expect(await renderReport(sampleReport({ gates: [] }))).toContain('Not judged')
})

test('a metric of an unknown segment is refused', async () => {
  const metrics = [{ name: 'return', unit: 'fraction', values: { future: 1 } }] as const
  await expect(renderReport(sampleReport({ metrics }))).rejects.toThrow(
    'metric "return" has a value for segment "future", expected one of train, validation, test',
  )
})

const browserPath = needs('chromium')

describe.skipIf(!browserPath)('in a browser, from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-report-'))
  let browser: Browser
  beforeAll(async () => {
    writeFileSync(join(folder, 'report.html'), report)
    browser = await chromium.launch({ executablePath: browserPath ?? '', args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true })
  })

  const open = (colorScheme: 'light' | 'dark' = 'light') =>
    openFile(browser, join(folder, 'report.html'), { colorScheme })

  test('every section is visible, every chart becomes interactive, and there are no errors', async () => {
    const { page, complaints } = await open()
    const ids = ['account', 'metrics', 'gates', 'costs', 'search', 'prices', 'trades', 'strategy', 'reproduce']
    for (const id of ids) {
      await page.locator(`#${id}`).scrollIntoViewIfNeeded()
      expect(await page.locator(`#${id}`).isVisible(), id).toBe(true)
    }
    const figures = await page.locator('figure').count()
    expect(figures).toBe(5)
    for (const figure of await page.locator('figure').all()) await figure.scrollIntoViewIfNeeded()
    await page.waitForFunction(`document.querySelectorAll('figure[data-alive]').length === ${figures}`)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('title, synthetic label and verdict are on the first screen', async () => {
    const { page } = await open()
    for (const selector of ['h1', '.synthetic', '.verdict', '.summary']) {
      const box = await page.locator(selector).boundingBox()
      expect(box && box.y + box.height, selector).toBeLessThan(500)
    }
    expect(await page.locator('.verdict').textContent()).toBe(
      'Does not pass: 1 of 3 gates failed, 1 could not be judged.',
    )
    await page.close()
  })

  test('a number that does not exist is a dash', async () => {
    const { page } = await open()
    const row = page.locator('#metrics tr', { hasText: 'Sharpe ratio' }).locator('td.number')
    expect(await row.allTextContents()).toEqual(['1.30', '—', '—'])
    expect(await page.evaluate('document.body.innerText')).not.toContain('NaN')
    await page.close()
  })

  test('background and lines follow the dark mode', async () => {
    const paper = async (scheme: 'light' | 'dark') => {
      const { page } = await open(scheme)
      const colours = await page.evaluate<string[]>(`[
        getComputedStyle(document.body).backgroundColor,
        getComputedStyle(document.querySelector('figure svg path[stroke]')).stroke,
      ]`)
      await page.close()
      return colours
    }
    const [light, dark] = [await paper('light'), await paper('dark')]
    expect(light[0]).toBe('rgb(255, 255, 255)')
    expect(dark[0]).toBe('rgb(20, 24, 29)')
    expect(dark[1]).not.toBe(light[1])
  })

  test('the wheel scrolls the page, and zooms a chart only with Ctrl held', async () => {
    const { page } = await open()
    await page.waitForSelector('figure[data-alive]')
    const labels = () => page.locator('figure').first().locator('text').allTextContents()
    const before = await labels()
    const box = await page.locator('figure').first().boundingBox()
    if (!box) throw new Error('the first figure has no place on the page')
    await page.mouse.move(box.x + 450, box.y + 200)
    await page.mouse.wheel(0, 100)
    await page.waitForFunction('window.scrollY > 0')
    expect(await labels()).toEqual(before)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -300)
    await expect.poll(labels).not.toEqual(before)
    await page.close()
  })

  test('in a window narrower than the charts, charts shrink and nothing scrolls sideways', async () => {
    const { page, complaints } = await open()
    await page.setViewportSize({ width: 420, height: 800 })
    await page.reload()
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
    await page.close()
  })
})
