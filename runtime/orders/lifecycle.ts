import { fail, ok, type Result } from '../../lab/result.ts'

export type OrderState =
  | 'planned'
  /** The request is on its way: no answer yet. */
  | 'sent'
  /** The answer is lost, so the venue may or may not have the order. The runtime asks by client id and never resends. */
  | 'unknown'
  | 'open'
  | 'partiallyFilled'
  /** We asked the venue to cancel an order that it had accepted. It has not confirmed the end, and we may ask again. */
  | 'cancelling'
  | 'cancelled'
  | 'filled'
  | 'rejected'
  | 'expired'

export type OrderEvent =
  /** Our own actions, written to the journal before the request leaves. */
  | 'send'
  | 'askCancel'
  /** The venue has the order, as its answer, its order stream or reconciliation shows. */
  | 'accept'
  | 'reject'
  /** No trusted answer to the request that placed it. */
  | 'lose'
  /**
   * The venue says on request that it has no such order. Reconciliation may use this event only once the request can no longer
   * arrive, because venues answer such questions from a state that lags behind their matching engine.
   */
  | 'absent'
  /** A partial fill, and the fill that completes the order. Each trade counts once: repeats are dropped by trade id. */
  | 'fillPart'
  | 'fillRest'
  /** The venue confirms our cancel, or cancels by itself: for margin, self-trade or reduce-only. */
  | 'cancel'
  /** The venue refuses our cancel: the order was never placed, already cancelled, or filled. It does not say which. */
  | 'refuseCancel'
  /** The order's time is over: an immediate-or-cancel remainder, or a good-till date. */
  | 'expire'

/** An illegal transition: a bug of ours, or a venue that contradicts itself. Trading halts. */
const no = 'refused'

/** The next state for every state and event. Where both states are equal, the event brings nothing new. */
// biome-ignore format: the lines of a row are our actions, the venue's answer, the fills, the end
export const lifecycle = {
  // An order withdrawn before it was sent can never trade. It becomes `rejected`, because `cancelled` would still accept fills.
  planned: {
    send: 'sent', askCancel: 'rejected',
    accept: no, reject: no, lose: no, absent: 'planned',
    fillPart: no, fillRest: no,
    cancel: no, refuseCancel: no, expire: no,
  },
  // Streams and answers use different connections: a fill, cancel or expiry may arrive before the answer to the order itself.
  sent: {
    send: no, askCancel: 'sent',
    accept: 'open', reject: 'rejected', lose: 'unknown', absent: 'sent',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'sent', expire: 'expired',
  },
  // We may try a cancel, but its refusal proves nothing: the cancel may have overtaken the order.
  unknown: {
    send: no, askCancel: 'unknown',
    accept: 'open', reject: 'rejected', lose: 'unknown', absent: 'rejected',
    fillPart: 'partiallyFilled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'unknown', expire: 'expired',
  },
  // A stop is accepted when placed, and may still be rejected when it triggers.
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
  // A refused cancel usually means that a fill is under way. Treating it as `absent` would place the same order twice.
  cancelling: {
    send: no, askCancel: 'cancelling',
    accept: 'cancelling', reject: 'cancelled', lose: 'cancelling', absent: 'cancelling',
    fillPart: 'cancelling', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'cancelling', expire: 'expired',
  },
  // A fill may be matched before the cancel and reported after it. The account must count it.
  cancelled: {
    send: no, askCancel: no,
    accept: 'cancelled', reject: 'cancelled', lose: 'cancelled', absent: 'cancelled',
    fillPart: 'cancelled', fillRest: 'filled',
    cancel: 'cancelled', refuseCancel: 'cancelled', expire: 'cancelled',
  },
  // A fill beyond the order's size is a position that the strategy did not order.
  filled: {
    send: no, askCancel: no,
    accept: 'filled', reject: no, lose: 'filled', absent: 'filled',
    fillPart: no, fillRest: no,
    cancel: 'filled', refuseCancel: 'filled', expire: 'filled',
  },
  // After a rejection the strategy may have ordered again. A sign that the first order lives contradicts the rejection.
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

/** The state after `event`; fails with the pair when the transition is illegal. */
export function step(
  from: OrderState,
  event: OrderEvent,
): Result<OrderState, { readonly from: OrderState; readonly event: OrderEvent }> {
  const to = lifecycle[from][event]
  return to === no ? fail({ from, event }) : ok(to)
}

/** Whether the order may still trade at the venue. `unknown` counts as live until it is proven otherwise. */
export const isLive = (state: OrderState): boolean => state !== 'planned' && !isFinal(state)

/** Whether the order has ended. Fills that were matched before a cancel or expiry may still arrive. */
export const isFinal = (state: OrderState): boolean =>
  state === 'filled' || state === 'cancelled' || state === 'rejected' || state === 'expired'

/** The table as Markdown: `·` means that the state stays, `✗` that the transition is illegal. */
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
