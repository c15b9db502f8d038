import { InputError } from '../../../input-error.ts'

/** A failure of the network or the server, or a file that changed meanwhile. Another attempt may succeed. */
export class Transient extends InputError {}

/** What a user can do about errors that no further attempt will fix. */
const remedies: Readonly<Record<string, string>> = {
  CredentialsProviderError:
    'no AWS credentials found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; the requester pays, so an AWS account is needed',
  AccessDenied:
    'access denied: the account needs s3:GetObject and s3:ListBucket here, and must accept to pay for the requests',
  InvalidAccessKeyId: 'AWS does not know these credentials: check AWS_ACCESS_KEY_ID or AWS_PROFILE',
  SignatureDoesNotMatch: 'AWS does not accept these credentials: check AWS_SECRET_ACCESS_KEY',
  ExpiredToken: 'the AWS session has expired: sign in again',
  NoSuchBucket: 'there is no such bucket',
  NoSuchKey: 'there is no such file any more',
  NotFound: 'there is no such file any more',
  PreconditionFailed: 'the file has changed since it was listed: run again',
}

const unsteady = new Set([
  ...['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'ThrottlingException', 'TooManyRequestsException'],
  ...['SlowDown', 'InternalError', 'ServiceUnavailable', 'RequestTimeTooSkewed'],
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'],
])

/**
 * Runs one request and translates its failure.
 *
 * @throws Transient when another attempt may succeed; InputError when none will; the signal's reason when aborted
 */
export async function explained<T>(what: string, signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  try {
    return await request()
  } catch (error) {
    signal.throwIfAborted()
    throw failureOf(what, error)
  }
}

export function failureOf(what: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError) return error
  const {
    name,
    code = '',
    $metadata,
  } = error as Error & {
    code?: string
    $metadata?: { readonly httpStatusCode?: number }
  }
  const status = $metadata?.httpStatusCode
  const details = [status, name === 'Error' ? code : name, error.message.split('\n')[0]].filter(Boolean).join(' ')
  if (unsteady.has(name) || unsteady.has(code) || (status !== undefined && status >= 500) || status === 429)
    return new Transient(`${what}: ${details}`, { cause: error })
  const remedy = remedies[name] ?? (status === 412 ? remedies.PreconditionFailed : undefined)
  if (remedy) return new InputError(`${what}: ${remedy}`, { cause: error })
  // Errors with a status or code come from outside; all others are bugs of this program and stay as they are.
  return status === undefined && !code ? error : new InputError(`${what}: ${details}`, { cause: error })
}
