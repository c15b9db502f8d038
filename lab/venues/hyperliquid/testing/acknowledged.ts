/** The venue's acknowledgement of a subscription: defaults filled in, user in lower case. */
export const acknowledged = (
  method: 'subscribe' | 'unsubscribe',
  subscription: Readonly<Record<string, unknown>> = {},
) => ({
  channel: 'subscriptionResponse',
  data: {
    method,
    subscription: { ...defaults[String(subscription.type)], ...subscription, ...lower(subscription.user) },
  },
})

const lower = (user: unknown) => (typeof user === 'string' ? { user: user.toLowerCase() } : {})

/** As captured from the venue. */
const defaults: Readonly<Record<string, object>> = {
  l2Book: { nSigFigs: null, mantissa: null },
  userFills: { aggregateByTime: false },
  openOrders: { dex: '' },
  clearinghouseState: { dex: '' },
}
