import type { Mode, Paper } from './gate.ts'

/**
 * Documented score by mode. It weights up to three parts, each bounded to 0…1: Sharpe ratio / 3, replay Sharpe
 * ratio / 2 × consistency, and performance × quality of the paper run.
 */
export function tripleScore(
  mode: Mode,
  ratio: number | undefined,
  stability: { readonly mean: number; readonly consistency: number } | undefined,
  paper: Paper | undefined,
): number | undefined {
  if (ratio === undefined) return undefined
  const first = clamp(ratio / 3)
  if (mode === 'minimal') return first
  if (!stability) return undefined
  const second = clamp(stability.mean / 2) * stability.consistency
  if (mode === 'fast') return 0.6 * first + 0.4 * second
  if (paper?.performance === undefined || paper.quality === undefined) return undefined
  return 0.4 * first + 0.35 * second + 0.25 * clamp(paper.performance * paper.quality)
}

const clamp = (x: number) => Math.max(0, Math.min(1, x))
