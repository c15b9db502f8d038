import { showInterval } from '../../market/units.ts'
import { literal } from './database.ts'
import type { Part } from './manifest.ts'

/** The columns in which a live file says of itself what it is. */
export const labelSql = ({ venue, interval, synthetic }: Pick<Part, 'venue' | 'interval' | 'synthetic'>): string =>
  `${literal(venue)} as venue, ${literal(showInterval(interval))} as interval, symbol, ${synthetic} as synthetic`

const noCandles = `
  select ''::varchar as venue, ''::varchar as interval, ''::varchar as symbol, false as synthetic, 0::bigint as t,
    0::double as open, 0::double as high, 0::double as low, 0::double as close, 0::double as volume, 0::double as funding
  where false`

/** SQL for the rows of these live files, in no particular order. */
export const scanParts = (root: string, parts: readonly Part[]): string =>
  parts.length === 0
    ? `(${noCandles})`
    : `read_parquet([${parts.map(part => literal(`${root}/${part.file}`)).join(', ')}], hive_partitioning = false)`
