import type { Indicators } from '../indicators/memo.ts'
import { type Bars, rowAt, slice } from '../market/bars.ts'
import type { EpochMs } from '../market/units.ts'
import { type Learned, writeFrozen } from '../models/frozen.ts'
import { seedNamed } from '../seeds/index.ts'
import type { Model } from '../strategy/strategy.ts'
import { hashOf } from '../strategy/yaml/models.ts'
import type { Genome } from './genome.ts'

/** A trained model and the content of its file. */
export interface Frozen {
  readonly model: Model
  readonly content: string
}

/**
 * Trains a learning seed on each symbol's bars that closed before `at`, and freezes the result as a model file.
 *
 * @param name strategy name; the model file is named after it
 * @returns `undefined` for a seed that does not learn
 * @throws RangeError when the written model cannot be read back
 */
export function freeze(
  { seed, genes }: Genome,
  { name, market }: { readonly name: string; readonly market: readonly Bars[] },
  at: EpochMs,
  indicators: Indicators,
): Frozen | undefined {
  const learner = seedNamed(seed)?.learner
  if (!learner?.fit) return undefined
  const symbols: Record<string, Learned<unknown>> = {}
  for (const bars of market) {
    const learned = learner.fit(slice(bars, 0, rowAt(bars, at)), genes, indicators)
    if (learned !== undefined) symbols[bars.symbol] = learned as Learned<unknown>
  }
  const content = writeFrozen({ format: 1, seed, genes, symbols })
  const bytes = new TextEncoder().encode(content)
  const fitted = learner.read(bytes, genes)
  if (!fitted.ok) throw new RangeError(`the model of ${seed} cannot be read back: ${fitted.error}`)
  return { model: { file: `${name}.model.json`, hash: hashOf(bytes), fitted: fitted.value }, content }
}
