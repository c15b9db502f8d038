/** Result of an operation that may fail for outside reasons. Exceptions are reserved for bugs. */
export type Result<T, E> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E }
export const ok = <T>(value: T) => ({ ok: true, value }) as const
export const fail = <E>(error: E) => ({ ok: false, error }) as const
