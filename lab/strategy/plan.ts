import type { Instrument } from '../market/instrument.ts'
import type { Intent } from '../market/order.ts'
import { addSizes } from '../market/rounding.ts'
import type { Price, Usd } from '../market/units.ts'
import type { Holding } from './holding.ts'
import { targetSize } from './sizing.ts'
import type { Strategy } from './strategy.ts'

/** A market order that the strategy wants at a close. */
export type Draft = Pick<Intent, 'symbol' | 'size' | 'reduceOnly' | 'reason' | 'exposure'>

/** One symbol as it stands at the close. */
export interface Look {
  readonly symbol: string
  readonly holding: Holding
  /** Exposure that the seeds want. */
  readonly wanted: number
  readonly close: Price
  readonly instrument: Instrument
}

/**
 * The mind: what to order at a close. Backtest, replay, paper and live all ask this function.
 *
 * @param equity of the whole wallet at this close
 * @returns orders for the next open, those that free margin first
 */
export function plan(
  looks: readonly Look[],
  equity: Usd,
  strategy: Pick<Strategy, 'sizing' | 'exits'>,
): readonly Draft[] {
  const drafts = looks.flatMap(look => planSymbol(look, equity, strategy))
  return [...drafts.filter(draft => draft.reduceOnly), ...drafts.filter(draft => !draft.reduceOnly)]
}

function planSymbol(look: Look, equity: Usd, { sizing, exits }: Pick<Strategy, 'sizing' | 'exits'>): readonly Draft[] {
  const { symbol, holding, close, instrument } = look
  const { size: held } = holding
  const draft = (size: number, reason: Draft['reason'], exposure: number, reduceOnly: boolean): Draft => {
    return { symbol, size, reduceOnly, reason, exposure }
  }
  if (held !== 0 && exits.time !== undefined && holding.bars >= exits.time) return [draft(-held, 'time', 0, true)]

  const wanted = Math.sign(look.wanted) === holding.barred ? 0 : look.wanted
  const target = targetSize(wanted, equity, close, sizing, instrument)
  const tradable = (size: number) => Math.abs(size) * close >= instrument.minNotional

  if (held !== 0 && Math.sign(wanted) === Math.sign(held)) {
    if (Math.abs(wanted - holding.acted) < sizing.rebalance || wanted === holding.acted) return []
    const change = addSizes(target, -held, instrument.sizeDecimals)
    const closes = target === 0
    if (change === 0 || !(closes || tradable(change))) return []
    return [draft(change, 'rebalance', wanted, Math.abs(target) < Math.abs(held))]
  }
  // A turn is two orders: closing must never wait for the margin, or the permission, that opening needs.
  return [
    ...(held === 0 ? [] : [draft(-held, 'exit', wanted, true)]),
    ...(tradable(target) ? [draft(target, 'enter', wanted, false)] : []),
  ]
}
