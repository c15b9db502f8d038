import { bollinger } from './bollinger.ts'
import { donchianBreakout } from './donchian-breakout.ts'
import { emaCross } from './ema-cross.ts'
import { rsi } from './rsi.ts'
import type { Seed } from './seed.ts'

/** Every seed there is. Being in this list is enough to be tested against the laws, evolved, and loaded by the runtime. */
export const seeds: readonly Seed[] = [emaCross, rsi, donchianBreakout, bollinger]

const byName = new Map(seeds.map(seed => [seed.name, seed]))

export const seedNamed = (name: string): Seed | undefined => byName.get(name)
