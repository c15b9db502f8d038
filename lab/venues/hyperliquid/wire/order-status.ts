/** What a status word of the venue says of an order. */
export type OrderPhase = 'live' | 'filled' | 'cancelled' | 'rejected' | 'unknown'

/**
 * The venue invents words (`perpMaxPositionCanceled`), but keeps their endings. What fits no ending is `unknown`: to be asked about,
 * and counted as live until then.
 */
export function orderPhase(status: string): OrderPhase {
  if (status === 'open' || status === 'triggered' || status.startsWith('waitingFor')) return 'live'
  if (status === 'filled') return 'filled'
  if (status === 'canceled' || status === 'scheduledCancel' || status.endsWith('Canceled')) return 'cancelled'
  if (status === 'rejected' || status.endsWith('Rejected')) return 'rejected'
  return 'unknown'
}
