import { dailyLoss } from './daily-loss.ts'
import { equityCap } from './equity.ts'
import { expired } from './expired.ts'
import { gross } from './gross.ts'
import { halted } from './halted.ts'
import { noPrice } from './no-price.ts'
import { orderRate } from './order-rate.ts'
import { orderSize } from './order-size.ts'
import { position } from './position.ts'
import type { Rule } from './rule.ts'
import { stalePrice } from './stale-price.ts'

/** Every rule that an order must pass, in the order of checking: the first refusal is the one reported. */
export const rules = [
  ...[halted, expired, noPrice, stalePrice, equityCap],
  ...[orderSize, position, gross, orderRate, dailyLoss],
] as const satisfies readonly Rule[]

/** The rule that refused an order, with the value found and the limit. */
export type Refusal = NonNullable<ReturnType<(typeof rules)[number]['refuse']>>
