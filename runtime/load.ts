import type { Venue } from '../lab/market/venue.ts'
import { fail, ok, type Result } from '../lab/result.ts'
import type { Strategy } from '../lab/strategy/strategy.ts'
import type { Flaw } from '../lab/strategy/yaml/flaw.ts'
import { parseStrategy, registered } from '../lab/strategy/yaml/parse.ts'

/**
 * A strategy file as the runtime takes it: sound in itself, and allowed at this venue.
 *
 * @param models bytes of the files beside it, by name
 * @returns every flaw with its line otherwise
 */
export function loadStrategy(
  text: string,
  venue: Pick<Venue, 'name' | 'live'>,
  models: (file: string) => Uint8Array | undefined = () => undefined,
): Result<Strategy, readonly Flaw[]> {
  const parsed = parseStrategy(text, { ...registered, models })
  if (!parsed.ok) return parsed
  const flaws = barred(parsed.value, venue).map(
    ({ field, why }): Flaw => ({ line: lineOf(text, field), column: 1, path: field, why }),
  )
  return flaws.length > 0 ? fail(flaws) : ok(parsed.value)
}

/** Why a strategy may not trade here. What has not been proved on real bars does not touch a real account. */
function barred({ synthetic, stage }: Strategy, { name, live }: Pick<Venue, 'name' | 'live'>) {
  if (!live) return []
  return [
    ...(synthetic ? [{ field: 'synthetic', why: `was bred on a simulated market, and ${name} is a live venue` }] : []),
    ...(stage === 'candidate'
      ? [{ field: 'stage', why: `is candidate: only the embedded exchange takes it, and ${name} is a live venue` }]
      : []),
  ]
}

function lineOf(text: string, field: string): number {
  const at = text.split('\n').findIndex(line => line.replace(/^['"]/, '').startsWith(field))
  return at < 0 ? 1 : at + 1
}
