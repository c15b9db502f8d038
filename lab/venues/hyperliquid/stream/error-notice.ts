import { subscriptionKey } from './subscription-key.ts'

/**
 * What an error message of the venue means for subscriptions. The venue changes its texts, so only their beginnings are compared.
 */
export type ErrorNotice =
  /** The subscription is active already. */
  | { readonly kind: 'already'; readonly key: string }
  /** The subscription is refused. */
  | { readonly kind: 'refused'; readonly key: string }
  /** The limit of accounts is reached; the message does not say which subscription it refuses. */
  | { readonly kind: 'users' }
  /** Too many requests are waiting; this one is refused. */
  | { readonly kind: 'post'; readonly id: number }
  /** An unsubscribe request came after the subscription had ended. Nothing is left to do. */
  | { readonly kind: 'done' }
  /** No known text, or no subscription in it. */
  | { readonly kind: 'other' }

/**
 * Classifies texts such as `Already subscribed: {…}`, `Invalid subscription {…}` and `Cannot track more than 10 total users.`
 */
export function parseErrorNotice(text: string): ErrorNotice {
  if (text.startsWith('Already unsubscribed')) return { kind: 'done' }
  if (text.startsWith('Cannot track more than')) return { kind: 'users' }
  const post = /^too many pending post requests.*\bid=(\d{1,15})$/.exec(text)
  if (post) return { kind: 'post', id: Number(post[1]) }
  const key = keyIn(text)
  if (key === null) return { kind: 'other' }
  return text.startsWith('Already subscribed') ? { kind: 'already', key } : { kind: 'refused', key }
}

/** The key of the subscription in the text. The venue repeats the subscription, or the whole request around it. */
function keyIn(text: string): string | null {
  const start = text.indexOf('{')
  if (start < 0) return null
  try {
    const echo = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1))
    return subscriptionKey(echo.subscription ?? echo)
  } catch {
    // Without valid JSON, the notice is of kind `other`.
    return null
  }
}
