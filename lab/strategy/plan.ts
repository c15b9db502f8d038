import type { Instrument } from '../market/instrument.ts'
import type { Intent } from '../market/order.ts'
import { addSizes } from '../market/rounding.ts'
import type { Price, Usd } from '../market/units.ts'
import { worthTrading } from './ensemble.ts'
import type { Holding } from './holding.ts'
import { targetSize } from './sizing.ts'
import type { Strategy } from './strategy.ts'

/** A market order that the strategy wants at a close. */
export type Draft = Pick<Intent, 'symbol' | 'size' | 'reduceOnly' | 'reason' | 'exposure' | 'range'>

/** The part of a strategy that orders. */
export type Hand = Pick<Strategy, 'sizing' | 'exits'> & Partial<Pick<Strategy, 'seeds' | 'ensemble'>>

/** One symbol as it stands at the close. */
export interface Look {
  readonly symbol: string
  readonly holding: Holding
  /** Exposure that the seeds want. */
  readonly wanted: number
  /** Mean true range at the close, where an exit asks for it. */
  readonly range?: Price
  readonly close: Price
  readonly instrument: Instrument
}

/**
 * The mind: what to order at a close. Backtest, replay, paper and live all ask this function.
 *
 * @param equity of the whole wallet at this close
 * @returns orders for the next open, those that free margin first
 */
export function plan(looks: readonly Look[], equity: Usd, strategy: Hand): readonly Draft[] {
  const drafts: Draft[] = []
  for (const look of looks) drafts.push(...planSymbol(look, equity, strategy))
  if (drafts.length < 2) return drafts
  return [...drafts.filter(draft => draft.reduceOnly), ...drafts.filter(draft => !draft.reduceOnly)]
}

function planSymbol(look: Look, equity: Usd, { sizing, exits, seeds = [], ensemble }: Hand): readonly Draft[] {
  const { symbol, holding, close, instrument } = look
  const { size: held } = holding
  const measured = look.range === undefined ? undefined : { range: look.range }
  if (held !== 0 && exits.time !== undefined && holding.bars >= exits.time) {
    return [{ symbol, size: -held, reduceOnly: true, reason: 'time', exposure: 0 }]
  }
  const wanted = Math.sign(look.wanted) === holding.barred ? 0 : look.wanted
  const stays = held !== 0 && Math.sign(wanted) === Math.sign(held)
  if (stays && !worthTrading(holding.acted, wanted, sizing, seeds, ensemble)) return nothing

  const target = targetSize(wanted, equity, close, sizing, instrument)
  const tradable = (size: number) => Math.abs(size) * close >= instrument.minNotional
  if (stays) {
    const change = addSizes(target, -held, instrument.sizeDecimals)
    if (change === 0 || !(target === 0 || tradable(change))) return nothing
    const reduceOnly = Math.abs(target) < Math.abs(held)
    return [{ symbol, size: change, reduceOnly, reason: 'rebalance', exposure: wanted, ...measured }]
  }
  // A turn is two orders: closing must never wait for the margin, or the permission, that opening needs.
  const exit: Draft = { symbol, size: -held, reduceOnly: true, reason: 'exit', exposure: wanted }
  const enter: Draft = { symbol, size: target, reduceOnly: false, reason: 'enter', exposure: wanted, ...measured }
  return [...(held === 0 ? [] : [exit]), ...(tradable(target) ? [enter] : [])]
}

const nothing: readonly Draft[] = []
