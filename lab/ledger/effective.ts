import type { Trial } from './trial.ts'

/** Maximum number of trials compared pairwise. With more, an evenly spaced sample by key is used. */
export const comparedAtMost = 300

/**
 * Effective number of trials: the number of clusters of backtests with correlated returns, since a thousand variants
 * of one idea are not a thousand independent trials. Average linkage on the distance √((1 − ρ) / 2), cut at the
 * largest mean silhouette, following López de Prado and Lewis (2019), "Detection of false investment strategies using
 * unsupervised learning methods". If no cut is good, all trials are one cluster if their mean correlation is above
 * 0.5, and one cluster each otherwise.
 *
 * @returns undefined if fewer than three trials have comparable returns; for a sample, at most the number sampled
 */
export function effectiveTrials(trials: readonly Trial[]): number | undefined {
  const spans = sampled(trials.filter(({ summary }) => varies(summary.spans))).map(({ summary }) =>
    standardised(summary.spans),
  )
  const longest = Math.max(0, ...spans.map(({ length }) => length))
  const series = spans.filter(({ length }) => length === longest)
  if (series.length < 3) return undefined
  const distances = distancesOf(series)
  let best = { score: leastSilhouette, clusters: 0 }
  for (const cut of cuts(distances)) {
    const score = silhouette(distances, cut)
    if (score > best.score) best = { score, clusters: Math.max(...cut) + 1 }
  }
  if (best.clusters > 0) return best.clusters
  return meanOf(distances) < Math.sqrt(0.25) ? 1 : series.length
}

/**
 * Below this silhouette, clusters are not meaningful (Kaufman and Rousseeuw 1990: "no substantial structure has been
 * found").
 */
const leastSilhouette = 0.25

function sampled(trials: readonly Trial[]): readonly Trial[] {
  const sorted = [...trials].sort((a, b) => (a.key < b.key ? -1 : 1))
  const step = Math.max(1, sorted.length / comparedAtMost)
  return Array.from({ length: Math.min(sorted.length, comparedAtMost) }, (_, i) => sorted[Math.floor(i * step)])
}

const varies = (spans: readonly number[]) => spans.some(x => x !== spans[0])

/** Scaled to mean 0 and length 1, so that a product of two is their correlation. */
function standardised(spans: readonly number[]): readonly number[] {
  const mean = spans.reduce((a, b) => a + b, 0) / spans.length
  const length = Math.sqrt(spans.reduce((sum, x) => sum + (x - mean) ** 2, 0))
  return spans.map(x => (x - mean) / length)
}

function distancesOf(series: readonly (readonly number[])[]): readonly Float64Array[] {
  const rows = series.map(() => new Float64Array(series.length))
  series.forEach((a, i) => {
    for (let k = 0; k < i; k++) {
      const correlation = a.reduce((sum, x, at) => sum + x * series[k][at], 0)
      rows[i][k] = rows[k][i] = Math.sqrt(Math.max(0, (1 - correlation) / 2))
    }
  })
  return rows
}

function meanOf(distances: readonly Float64Array[]): number {
  const n = distances.length
  return distances.reduce((sum, row) => sum + row.reduce((a, b) => a + b, 0), 0) / (n * (n - 1))
}

/** Cluster index of each series for every number of clusters, from the most down to two, by average linkage. */
function* cuts(distances: readonly Float64Array[]): Generator<readonly number[]> {
  const n = distances.length
  const rows = distances.map(row => row.slice())
  const members = Array.from({ length: n }, (_, i) => [i])
  const alive = new Set(members.keys())
  while (alive.size > 2) {
    let [a, b, nearest] = [-1, -1, Number.POSITIVE_INFINITY]
    for (const i of alive)
      for (const k of alive) if (k < i && rows[i][k] < nearest) [a, b, nearest] = [k, i, rows[i][k]]
    const [x, y] = [members[a].length, members[b].length]
    for (const k of alive) rows[a][k] = rows[k][a] = (x * rows[a][k] + y * rows[b][k]) / (x + y)
    members[a].push(...members[b])
    alive.delete(b)
    const cut = new Array<number>(n)
    for (const [cluster, i] of [...alive].entries()) for (const member of members[i]) cut[member] = cluster
    yield cut
  }
}

/** Mean silhouette (Rousseeuw 1987); 0 for a cluster of one. */
function silhouette(distances: readonly Float64Array[], cut: readonly number[]): number {
  const clusters = Math.max(...cut) + 1
  const sizes = new Array<number>(clusters).fill(0)
  for (const cluster of cut) sizes[cluster]++
  let sum = 0
  for (const [i, own] of cut.entries()) {
    if (sizes[own] === 1) continue
    const to = new Float64Array(clusters)
    for (const [k, cluster] of cut.entries()) to[cluster] += distances[i][k]
    const inside = to[own] / (sizes[own] - 1)
    let outside = Number.POSITIVE_INFINITY
    for (let c = 0; c < clusters; c++) if (c !== own) outside = Math.min(outside, to[c] / sizes[c])
    sum += (outside - inside) / Math.max(inside, outside, Number.MIN_VALUE)
  }
  return sum / cut.length
}
