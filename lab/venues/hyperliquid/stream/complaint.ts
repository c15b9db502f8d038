import { subscriptionKey } from './subscription-key.ts'

/** What an error of the venue means for subscriptions. Its texts change: they are known by how they begin. */
export type Complaint =
  /** It serves this already. */
  | { readonly kind: 'already'; readonly key: string }
  /** It will not serve this. */
  | { readonly kind: 'refused'; readonly key: string }
  /** It will not serve another account, without saying which. */
  | { readonly kind: 'users' }
  /** It has too many requests of ours to take this one. */
  | { readonly kind: 'post'; readonly id: number }
  /** It does not send this any more, which is what we wanted. */
  | { readonly kind: 'done' }
  | { readonly kind: 'other' }

/** `Already subscribed: {…}`, `Invalid subscription {…}`, `Cannot track more than 10 total users.` … */
export function complaint(text: string): Complaint {
  if (text.startsWith('Already unsubscribed')) return { kind: 'done' }
  if (text.startsWith('Cannot track more than')) return { kind: 'users' }
  const post = /^too many pending post requests.*\bid=(\d{1,15})$/.exec(text)
  if (post) return { kind: 'post', id: Number(post[1]) }
  const key = keyIn(text)
  if (key === null) return { kind: 'other' }
  return text.startsWith('Already subscribed') ? { kind: 'already', key } : { kind: 'refused', key }
}

/** The venue repeats the subscription that it means, or the whole request with it. */
function keyIn(text: string): string | null {
  const start = text.indexOf('{')
  if (start < 0) return null
  try {
    const echo = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1))
    return subscriptionKey(echo.subscription ?? echo)
  } catch {
    // An error in words that we cannot place is told as it is.
    return null
  }
}
