import { InputError } from '../../input-error.ts'

/** Address of a Redis server. */
export interface RedisAddress {
  /** Full URL. It may contain a password, so it must not be printed. */
  readonly url: string
  /** Host, port and database, safe to print. */
  readonly name: string
}

/**
 * Parses `redis://host:6379/0`, or `rediss://…` for an encrypted connection.
 *
 * @throws InputError, without the text in its message, because the text may contain a password
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
