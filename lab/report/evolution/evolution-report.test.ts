import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { metrics } from '../../backtest/metrics.ts'
import { kernelModule } from '../../bundle/kernel.ts'
import { evaluate } from '../../evolution/evaluate.ts'
import { evolve } from '../../evolution/evolve.ts'
import { fastMeasure } from '../../evolution/fast-measure.ts'
import { fitnessLines } from '../../evolution/fitness/fitness.ts'
import type { Generation } from '../../evolution/generation.ts'
import { backtestGenome } from '../../evolution/measure.ts'
import { plain } from '../../indicators/memo.ts'
import { epochMs } from '../../market/units.ts'
import { openFile } from '../../testing/page.ts'
import { needs } from '../../testing/shared.ts'
import { smallDataset } from '../../testing/small-run.ts'
import { evolutionReport } from './evolution-report.ts'
import { evolutionDataOf } from './run-to-data.ts'

const small = smallDataset()
const objectives = ['sharpe', 'drawdown'] as const
const dataset = { ...small, plan: { ...small.plan, fitness: { ...small.plan.fitness, objectives } } }
const { plan } = dataset
const measure = fastMeasure(dataset, plain, await kernelModule()).one
const generations: Generation[] = []
for await (const one of evolve(plan, async genomes => genomes.map(genome => evaluate(genome, plan, measure))))
  generations.push(one)
const outcome = backtestGenome(
  generations[generations.length - 1].population[0].genome,
  dataset,
  plan.segments.train,
  plan.costs,
  plain,
)
const data = evolutionDataOf({
  ...{ createdAt: epochMs(Date.UTC(2026, 0, 2)), plan, generations, objectives: [...objectives] },
  champion: { outcome, market: dataset.market, lines: fitnessLines(metrics(outcome), plan.fitness) },
  baselines: [{ name: 'random <search>', evaluations: 46, best: 1.5 }],
  commands: ['npx tsx scripts/promote.ts runs/small'],
})
const page = await evolutionReport(data)

test('the report names the search, says that nothing is judged, and that the market was simulated', () => {
  expect(page).toContain('Synthetic market: simulated prices')
  expect(page).toContain('Bred, not judged')
  for (const title of [
    'How the search went',
    'Compared with other ways to search',
    'Pareto front',
    'Gene values in the first and the last generation',
    'Map of all evaluated genomes',
  ])
    expect(page).toContain(title)
})

test('the report loads nothing from elsewhere and escapes text from outside', () => {
  const outside = page.replaceAll(/http:\/\/www\.w3\.org\/\d+\/(svg|xlink|xhtml|xml\/\w+)/gi, '')
  expect(outside).not.toMatch(/(?:src|href)="(?!#)/)
  expect(page).not.toContain('<search>')
})

test('a run without a finished generation is refused', () =>
  expect(() =>
    evolutionDataOf({ createdAt: epochMs(Date.UTC(2026, 0, 2)), plan, generations: [], commands: [] }),
  ).toThrow('nothing to report yet'))

const browserPath = needs('chromium')
const folder = mkdtempSync(join(tmpdir(), 'seedbed-evolution-report-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.skipIf(!browserPath)(
  'a browser opens it from a file, wide or narrow, without errors or requests',
  async () => {
    const file = join(folder, 'evolution.html')
    writeFileSync(file, page)
    const browser = await chromium.launch({ executablePath: browserPath as string, args: ['--no-sandbox'] })
    try {
      for (const width of [1_200, 390]) {
        const { page: tab, complaints } = await openFile(browser, file, { viewport: { width, height: 800 } })
        await tab.waitForLoadState('networkidle')
        expect(complaints).toEqual([])
        expect(await tab.locator('figure svg, figure canvas').count()).toBeGreaterThan(6)
        expect(await tab.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
        await tab.close()
      }
    } finally {
      await browser.close()
    }
  },
  60_000,
)
