import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createMemo, memoised } from '../../lab/indicators/memo.ts'
import { epochMs } from '../../lab/market/units.ts'
import { parseStrategy, registered } from '../../lab/strategy/yaml/parse.ts'
import { type Candidate, seen } from '../../lab/validation/candidate.ts'
import type { Live } from '../../lab/validation/gates/gate.ts'
import { wholeDays } from '../../lab/validation/gates/portfolio.ts'
import { trackRecord } from '../../lab/validation/track-record.ts'
import { modelsBeside } from './models.ts'

/**
 * The strategies of the folder that trade already, with their daily returns on the candidate's bars.
 *
 * A strategy has no returns when its file is invalid, its interval differs, or the bars lack one of its symbols.
 */
export async function liveStrategies(
  about: Pick<Candidate, 'name' | 'synthetic' | 'interval' | 'segments' | 'cash' | 'market'>,
  strategies: string,
): Promise<readonly Live[]> {
  if (!existsSync(strategies)) return []
  const found: Live[] = []
  for (const name of readdirSync(strategies).filter(name => name.endsWith('.yaml'))) {
    const path = join(strategies, name)
    const parsed = parseStrategy(readFileSync(path, 'utf8'), { ...registered, models: modelsBeside(path) })
    if (!parsed.ok) {
      found.push({ name })
      continue
    }
    const { stage, synthetic, interval, universe } = parsed.value
    // A simulated market and a real one have no common days, and a strategy is not compared with itself.
    if (stage === 'candidate' || synthetic !== about.synthetic || parsed.value.name === about.name) continue
    const market = about.market.filter(({ symbol }) => universe.includes(symbol))
    const isKnown = market.length === universe.length && interval === about.interval
    if (!isKnown) {
      found.push({ name: parsed.value.name })
      continue
    }
    const { from, to } = wholeDays(seen(about))
    const span = { from: epochMs(from), to: epochMs(to), cash: about.cash }
    const { returns } = trackRecord(parsed.value, market, span, memoised(createMemo(64 * 2 ** 20)))
    found.push({ name: parsed.value.name, returns })
  }
  return found
}
