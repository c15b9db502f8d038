import { z } from 'zod'
import { checked, someText } from './schema.ts'

/** What an address is. Whoever asks for an agent's account gets an empty one: ask for its master's. */
export type WireUserRole =
  | { readonly role: 'missing' | 'user' | 'vault' }
  | { readonly role: 'agent' | 'subAccount'; readonly master: string }

const schema = z
  .discriminatedUnion('role', [
    z.object({ role: z.enum(['missing', 'user', 'vault']) }),
    z.object({ role: z.literal('agent'), data: z.object({ user: someText }) }),
    z.object({ role: z.literal('subAccount'), data: z.object({ master: someText }) }),
  ])
  .transform((from): WireUserRole => {
    if (from.role === 'agent') return { role: 'agent', master: from.data.user }
    return from.role === 'subAccount' ? { role: 'subAccount', master: from.data.master } : { role: from.role }
  })

/** `userRole`. @throws WireError, also for a role that we do not know */
export const parseUserRole = (data: unknown, what = 'userRole'): WireUserRole => checked(schema, data, what)
