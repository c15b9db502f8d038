import { integer, type Random } from '../../random.ts'
import type { Site } from './site.ts'

/** @throws RangeError when there is nothing to pick from */
export function pick<T>(from: readonly T[], chance: Random): T {
  if (from.length === 0) throw new RangeError('formula: nothing to pick from')
  return from[integer(chance, 0, from.length - 1)]
}

/** Share of picks that fall on operations rather than leaves, because most nodes of a tree are leaves: Koza (1992). */
const inner = 0.9

/** A random node, usually an operation rather than a leaf. */
export function pickSite(sites: readonly Site[], chance: Random): Site {
  const operated = sites.filter(({ expression }) => expression.op !== 'number' && expression.inputs.length > 0)
  return pick(operated.length > 0 && chance() < inner ? operated : sites, chance)
}
