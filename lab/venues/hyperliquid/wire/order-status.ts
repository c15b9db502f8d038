/** Meaning of the venue's status word of an order. */
export type OrderPhase = 'live' | 'filled' | 'cancelled' | 'rejected' | 'unknown'

/**
 * Classifies a status word. The venue adds words such as `perpMaxPositionCanceled`, but keeps their endings. A word with no
 * known ending is `unknown`: query the order, and treat it as live until then.
 */
export function orderPhase(status: string): OrderPhase {
  if (status === 'open' || status === 'triggered' || status.startsWith('waitingFor')) return 'live'
  if (status === 'filled') return 'filled'
  if (status === 'canceled' || status === 'scheduledCancel' || status.endsWith('Canceled')) return 'cancelled'
  if (status === 'rejected' || status.endsWith('Rejected')) return 'rejected'
  return 'unknown'
}
