import { plain } from '../../indicators/memo.ts'
import type { Bars } from '../../market/bars.ts'
import { stream } from '../../random.ts'
import { drawGenes } from '../draw.ts'
import type { Genes, Seed } from '../seed.ts'

/**
 * Mean return per bar, before costs, of twenty random genomes. Exposure is decided at each close and held until the
 * next one. Known funding is paid on the position.
 */
export function earnings(seed: Seed, bars: Bars): number {
  const chance = stream(1, 'earnings', seed.name)
  const genomes = Array.from({ length: 20 }, () => drawGenes(seed.genes, chance))
  return genomes.reduce((sum, genes) => sum + earned(seed, bars, genes), 0) / genomes.length
}

function earned(seed: Seed, bars: Bars, genes: Genes): number {
  const held = seed.exposure(bars, genes, plain)
  const [from, to] = [seed.warmup(genes), held.length - 1]
  let sum = 0
  for (let i = from; i < to; i++) {
    sum += held[i] * (bars.close[i + 1] / bars.close[i] - 1 - (bars.funding?.[i + 1] ?? 0))
  }
  return sum / (to - from)
}
