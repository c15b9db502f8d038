import type { Bars } from '../../market/bars.ts'
import { gaussian, type Random, stream } from '../../random.ts'
import { priceBars } from './price-bars.ts'

const rows = 8_000

/** A price that drifts by 0.2 % an hour with 0.5 % of noise, in alternating directions for `stay` bars each. */
export function trending(seed: number, stay: number): Bars {
  const chance = stream(seed, 'trending')
  let price = 100
  const closes = Float64Array.from({ length: rows }, (_, i) => {
    const drift = Math.floor(i / stay) % 2 === 0 ? 0.002 : -0.002
    return (price *= Math.exp(drift + 0.005 * gaussian(chance)))
  })
  return priceBars(closes, { volume: volumes(chance) })
}

/** A price that reverts to 100 with a half-life of ten bars (Ornstein-Uhlenbeck process). */
export function reverting(seed: number): Bars {
  const chance = stream(seed, 'reverting')
  let away = 0
  const closes = Float64Array.from({ length: rows }, () => {
    away = away * 0.5 ** (1 / 10) + 0.01 * gaussian(chance)
    return 100 * Math.exp(away)
  })
  return priceBars(closes, { volume: volumes(chance) })
}

/** A price that is quiet for two hundred bars and then trends for forty, up or down at random. */
export function bursting(seed: number): Bars {
  const chance = stream(seed, 'bursting')
  let price = 100
  let direction = 1
  const closes = Float64Array.from({ length: rows }, (_, i) => {
    const asleep = i % 240 < 200
    if (i % 240 === 200) direction = chance() < 0.5 ? -1 : 1
    return (price *= Math.exp(asleep ? 0.001 * gaussian(chance) : 0.004 * direction + 0.002 * gaussian(chance)))
  })
  return priceBars(closes, { volume: volumes(chance) })
}

/** Random volumes, independent of the price. */
const volumes = (chance: Random) => Float64Array.from({ length: rows }, () => Math.exp(0.5 * gaussian(chance)))
