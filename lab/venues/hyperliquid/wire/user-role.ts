import { z } from 'zod'
import { checked, someText } from './schema.ts'

/** The role of an address. An agent's own account is always empty: read its master's instead. */
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

/** Parses `userRole`. @throws WireError, also for an unknown role */
export const parseUserRole = (data: unknown, what = 'userRole'): WireUserRole => checked(schema, data, what)
