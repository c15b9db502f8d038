import type { Metrics } from '../../backtest/metrics.ts'
import type { Usd } from '../../market/units.ts'
import type { Cell } from './cells.ts'

/** What became of a cell. */
export type Result = Finished | Failed | Left

export interface Finished {
  readonly cell: Cell
  readonly seed: string
  /** Of the champion in training, which it was bred for. */
  readonly fitness: number
  /** In validation, which chose it among the ten best of training: what the table goes by. */
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

/** The finished ones, best first: by validation, that is time which no search has seen; the locked test stays closed. */
export const ranked = (results: readonly Result[]): readonly Finished[] =>
  results
    .filter((result): result is Finished => 'validation' in result)
    .sort((a, b) => b.validationFitness - a.validationFitness || (a.cell.name < b.cell.name ? -1 : 1))

export const leaderboardHead = [
  ...['run', 'idea', 'fitness, validation', 'fitness, training', 'Sharpe, validation', 'Sharpe, training'],
  ...['trades, training', 'evaluations', 'core seconds', 'cost'],
] as const

/** A row of text for each finished run. */
export const leaderboardRows = (results: readonly Result[]): readonly (readonly string[])[] =>
  ranked(results).map(
    ({ cell, seed, fitness, validationFitness, train, validation, evaluations, coreSeconds, cost }) => [
      ...[cell.name, seed, validationFitness.toFixed(2), fitness.toFixed(2)],
      ...[twoDecimals(validation.sharpeAnnual), twoDecimals(train.sharpeAnnual), String(train.trades)],
      ...[String(evaluations), coreSeconds.toFixed(1), cost === undefined ? '—' : `${cost.toFixed(4)} USD`],
    ],
  )

const twoDecimals = (value: number | undefined) => (value === undefined ? '—' : value.toFixed(2))

/** The whole of it for whoever finds the folder a year later. */
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

${all.length} of ${results.length} runs are finished, with ${evaluations.toLocaleString('en-US')} evaluations${synthetic ? ' on **simulated** markets, which say nothing about real ones' : ''}. The best of many is lucky before it is good: nothing here was
promoted, every evaluation is counted in the trial ledger, and the locked test of each run is closed.

| ${leaderboardHead.join(' | ')} |
|${leaderboardHead.map(() => '---').join('|')}|
${rows.join('\n')}

${others.length > 0 ? `## Not in the table\n\n${others.join('\n')}\n\n` : ''}${kept.length > 0 ? `## Candidates\n\nFor the embedded exchange alone: ${kept.map(file => `\`${file}\``).join(', ')}. To have one judged: \`npx tsx scripts/promote.ts <its run>\`.\n` : ''}`
}
