import { fail, ok, type Result } from '../../lab/result.ts'

export type OrderState =
  | 'planned'
  /** On its way: no word of it yet. */
  | 'sent'
  /** The answer is lost and the venue has said nothing: it may or may not have it. One asks by client id, and never resends. */
  | 'unknown'
  | 'open'
  | 'partiallyFilled'
  /** We want it gone and the venue knew it. Its end is still to be heard, and may be asked for again. */
  | 'cancelling'
  | 'cancelled'
  | 'filled'
  | 'rejected'
  | 'expired'

export type OrderEvent =
  /** Ours: written to the journal before the request leaves. */
  | 'send'
  | 'askCancel'
  /** The venue has it: its answer, its order stream, or what reconciliation found. */
  | 'accept'
  | 'reject'
  /** No trusted answer to the request that placed it. */
  | 'lose'
  /**
   * The venue, asked, has never heard of it. Reconciliation may say so only when the request can no longer arrive: venues
   * answer from a state that lags behind their matching.
   */
  | 'absent'
  /** A fill that leaves a rest, and the one that completes the order. Each trade is told once: repeats are dropped by trade id. */
  | 'fillPart'
  | 'fillRest'
  /** The venue confirms the cancel, or cancels of its own accord: margin, self-trade, reduce-only. */
  | 'cancel'
  /** "Never placed, already cancelled, or filled": which of them, it does not say. */
  | 'refuseCancel'
  /** Its time is over: the rest of an immediate-or-cancel order, a good-till date. */
  | 'expire'

/** This cannot happen to an order in that state: a bug of ours or a contradiction of the venue's. Trading stops. */
const no = 'refused'

/** Every state against every event. A state that answers with itself has heard nothing new. */
// biome-ignore format: a row reads as ours | its answer | its fills | its end
export const lifecycle = {
  // Withdrawn before it left, it can never trade: that is `rejected`, where `cancelled` would still take fills.
  planned: {
    send: 'sent', askCancel: 'rejected',
    accept: no, reject: no, lose: no, absent: 'planned',
    fillPart: no, fillRest: no,
    cancel: no, refuseCancel: no, expire: no,
  },
  // Streams and answers come by different ways: a fill, a cancel or an expiry may overtake the answer to the order itself.
  sent: {
    send: no, askCancel: 'sent',
    accept: 'open', reject: 'rejected', lose: 'unknown', absent: 'sent',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'sent', expire: 'expired',
  },
  // A cancel may be tried, but its refusal proves nothing: it may have overtaken the order.
  unknown: {
    send: no, askCancel: 'unknown',
    accept: 'open', reject: 'rejected', lose: 'unknown', absent: 'rejected',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'unknown', expire: 'expired',
  },
  // A sleeping stop is accepted when placed, and may still be rejected when it wakes.
  open: {
    send: no, askCancel: 'cancelling',
    accept: 'open', reject: 'rejected', lose: 'open', absent: 'open',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'open', expire: 'expired',
  },
  partiallyFilled: {
    send: no, askCancel: 'cancelling',
    accept: 'partiallyFilled', reject: no, lose: 'partiallyFilled', absent: 'partiallyFilled',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'partiallyFilled', expire: 'expired',
  },
  // A refused cancel most often means a fill under way. Were it taken for "absent", the same intent would be placed twice.
  cancelling: {
    send: no, askCancel: 'cancelling',
    accept: 'cancelling', reject: 'cancelled', lose: 'cancelling', absent: 'cancelling',
    fillPart: 'cancelling', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'cancelling', expire: 'expired',
  },
  // A fill can overtake its own cancel, and the money counts.
  cancelled: {
    send: no, askCancel: no,
    accept: 'cancelled', reject: 'cancelled', lose: 'cancelled', absent: 'cancelled',
    fillPart: 'cancelled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'cancelled', expire: 'cancelled',
  },
  // More than the whole order is a position nobody asked for.
  filled: {
    send: no, askCancel: no,
    accept: 'filled', reject: no, lose: 'filled', absent: 'filled',
    fillPart: no, fillRest: no,
    cancel: 'filled', refuseCancel: 'filled', expire: 'filled',
  },
  // Whatever shows it alive after all contradicts the word on which its intent may have been planned anew.
  rejected: {
    send: no, askCancel: no,
    accept: no, reject: 'rejected', lose: 'rejected', absent: 'rejected',
    fillPart: no, fillRest: no,
    cancel: 'rejected', refuseCancel: 'rejected', expire: 'rejected',
  },
  expired: {
    send: no, askCancel: no,
    accept: 'expired', reject: 'expired', lose: 'expired', absent: 'expired',
    fillPart: 'expired', fillRest: 'filled',
    cancel: 'expired', refuseCancel: 'expired', expire: 'expired',
  },
} as const satisfies Record<OrderState, Record<OrderEvent, OrderState | typeof no>>

export const orderStates = Object.keys(lifecycle) as readonly OrderState[]
export const orderEvents = Object.keys(lifecycle.planned) as readonly OrderEvent[]

/** The state after `event`, or the pair that cannot be. */
export function step(
  from: OrderState,
  event: OrderEvent,
): Result<OrderState, { readonly from: OrderState; readonly event: OrderEvent }> {
  const to = lifecycle[from][event]
  return to === no ? fail({ from, event }) : ok(to)
}

/** May trade at the venue without another word from us: `unknown` is live until proven otherwise. */
export const isLive = (state: OrderState): boolean => state !== 'planned' && !isFinal(state)

/** Over, but for the fills that overtook a cancel or an expiry. */
export const isFinal = (state: OrderState): boolean =>
  state === 'filled' || state === 'cancelled' || state === 'rejected' || state === 'expired'

/** The table as Markdown: `·` stays as it is, `✗` is refused. */
export function lifecycleTable(): string {
  const cell = (from: OrderState, event: OrderEvent) => {
    const next = step(from, event)
    return next.ok ? (next.value === from ? '·' : next.value) : '✗'
  }
  const rows = [
    ['', ...orderEvents],
    ...orderStates.map(from => [from, ...orderEvents.map(event => cell(from, event))]),
  ]
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map(row => row[column].length)))
  const lines = rows.map(row => `| ${row.map((text, column) => text.padEnd(widths[column])).join(' | ')} |`)
  return [lines[0], `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...lines.slice(1)].join('\n')
}
