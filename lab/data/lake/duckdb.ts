export type DuckDB = typeof import('@duckdb/node-api')

/**
 * DuckDB's library, once somebody computes: a quarter of a second that a command which only explains itself, or stops at a wrong
 * argument, does not pay.
 */
export const duckdb = (): Promise<DuckDB> => import('@duckdb/node-api')
