import { InputError } from '../../input-error.ts'

/** Where a Redis is. */
export interface RedisAddress {
  /** As given, with its password: never to be printed. */
  readonly url: string
  /** Host, port and database: what is printed. */
  readonly name: string
}

/**
 * Reads `redis://host:6379/0`, or `rediss://…` where the connection is to be encrypted.
 *
 * @throws InputError that does not repeat the text: there may be a password in it
 */
export function redisAddress(url: string): RedisAddress {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^rediss?:$/.test(parsed.protocol) || !parsed.hostname || !/^(\/\d*)?$/.test(parsed.pathname))
    throw new InputError(
      'the address of Redis: expected redis://host:6379 or rediss://user:password@host:6380/0, found something else ' +
        '(not repeated here, since it may hold a password)',
    )
  const { protocol, hostname, port, pathname } = parsed
  const database = pathname.slice(1)
  return { url, name: `${protocol}//${hostname}:${port || 6379}${database && `/${database}`}` }
}
