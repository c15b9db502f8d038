import type { Metrics } from '../../backtest/metrics.ts'
import type { Usd } from '../../market/units.ts'
import type { Cell } from './cells.ts'

/** The result of a cell. */
export type Result = Finished | Failed | Left

export interface Finished {
  readonly cell: Cell
  readonly seed: string
  /** Fitness of the champion in training. */
  readonly fitness: number
  /**
   * Fitness in validation, which selected the champion among the ten best of training. The leaderboard is sorted by
   * it.
   */
  readonly validationFitness: number
  readonly train: Metrics
  readonly validation: Metrics
  readonly evaluations: number
  readonly coreSeconds: number
  readonly cost?: Usd
  readonly synthetic: boolean
}

export interface Failed {
  readonly cell: Cell
  readonly failed: string
}

export interface Left {
  readonly cell: Cell
  readonly left: 'time or money ran out' | 'interrupted'
}

/** Finished runs, best validation fitness first. The locked test stays closed. */
export const ranked = (results: readonly Result[]): readonly Finished[] =>
  results
    .filter((result): result is Finished => 'validation' in result)
    .sort((a, b) => b.validationFitness - a.validationFitness || (a.cell.name < b.cell.name ? -1 : 1))

export const leaderboardHead = [
  ...['run', 'idea', 'fitness, validation', 'fitness, training', 'Sharpe, validation', 'Sharpe, training'],
  ...['trades, training', 'evaluations', 'core seconds', 'cost'],
] as const

/** One row of text per finished run. */
export const leaderboardRows = (results: readonly Result[]): readonly (readonly string[])[] =>
  ranked(results).map(
    ({ cell, seed, fitness, validationFitness, train, validation, evaluations, coreSeconds, cost }) => [
      ...[cell.name, seed, validationFitness.toFixed(2), fitness.toFixed(2)],
      ...[twoDecimals(validation.sharpeAnnual), twoDecimals(train.sharpeAnnual), String(train.trades)],
      ...[String(evaluations), coreSeconds.toFixed(1), cost === undefined ? '—' : `${cost.toFixed(4)} USD`],
    ],
  )

const twoDecimals = (value: number | undefined) => (value === undefined ? '—' : value.toFixed(2))

/** README.md of a campaign's folder. */
export function leaderboardReadme(name: string, results: readonly Result[], kept: readonly string[]): string {
  const rows = leaderboardRows(results).map(row => `| ${row.join(' | ')} |`)
  const synthetic = ranked(results).some(({ synthetic }) => synthetic)
  const others = results.flatMap(result =>
    'failed' in result
      ? [`- ${result.cell.name} failed: ${result.failed}`]
      : 'left' in result
        ? [`- ${result.cell.name} is not finished: ${result.left}`]
        : [],
  )
  const all = ranked(results)
  const evaluations = all.reduce((sum, one) => sum + one.evaluations, 0)
  return `# ${name}

${all.length} of ${results.length} runs are finished, with ${evaluations.toLocaleString('en-US')} evaluations${synthetic ? ' on **simulated** markets, which say nothing about real ones' : ''}. The best of many runs may be lucky, so nothing here was
promoted. Every evaluation is counted in the trial ledger, and the locked test of each run is closed.

| ${leaderboardHead.join(' | ')} |
|${leaderboardHead.map(() => '---').join('|')}|
${rows.join('\n')}

${others.length > 0 ? `## Not in the table\n\n${others.join('\n')}\n\n` : ''}${kept.length > 0 ? `## Candidates\n\nOnly for the embedded exchange: ${kept.map(file => `\`${file}\``).join(', ')}. To judge one: \`npx tsx scripts/promote.ts <its run>\`.\n` : ''}`
}
