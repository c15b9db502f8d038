export type DuckDB = typeof import('@duckdb/node-api')

/** Loads DuckDB on first use. It takes a quarter of a second, too long for commands that only print help or refuse an argument. */
export const duckdb = (): Promise<DuckDB> => import('@duckdb/node-api')
