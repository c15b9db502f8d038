import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { type DurationMs, showInterval, showTime } from '../../market/units.ts'
import { rowsOf } from '../lake/database.ts'
import { shortestStep } from '../lake/layout.ts'

/**
 * Minimum number of steps (times between bars) for checking a symbol. With fewer, the most frequent step says little.
 */
const tellingSteps = 10

/**
 * Determines the interval of the bars in the temporary table `incoming`, and checks that every symbol has it.
 *
 * @param path   the file, for messages
 * @param stated the interval given by the caller; undefined: the most frequent time between bars is used
 * @throws InputError when no interval can be inferred, a symbol has another interval, or two bars overlap
 */
export async function settleInterval(
  connection: DuckDBConnection,
  path: string,
  stated: DurationMs | undefined,
): Promise<DurationMs> {
  await connection.run(`
    create or replace temp view steps as
      select symbol, t, t - lag(t) over (partition by symbol order by t) as step from incoming`)
  const interval = stated ?? (await mostFrequentStep(connection, path))
  const [other] = await rowsOf<{ symbol: string; step: number }>(
    connection,
    `select symbol, mode(step)::double as step from steps where step is not null group by symbol
    having count(*) >= ${tellingSteps} and mode(step) <> ${interval} order by symbol limit 1`,
  )
  if (other) {
    throw new InputError(
      `${path}: ${other.symbol} has a bar every ${showStep(other.step)}, expected every ${showInterval(interval)}`,
    )
  }
  const [short] = await rowsOf<{ symbol: string; t: number; step: number }>(
    connection,
    `select symbol, t::double as t, step::double as step from steps where step < ${shortestStep(interval)}
    order by symbol, t limit 1`,
  )
  if (short) {
    throw new InputError(
      `${path}: the bar of ${short.symbol} at ${showTime(short.t)} opens ${showStep(short.step)} after the one before, expected at least ${showInterval(interval)}`,
    )
  }
  return interval
}

async function mostFrequentStep(connection: DuckDBConnection, path: string): Promise<DurationMs> {
  const [{ step }] = await rowsOf<{ step: number | null }>(
    connection,
    // Of two equally frequent steps the shorter is chosen, because the longer may be due to gaps.
    'select (select step::double from steps where step is not null group by step order by count(*) desc, step limit 1) as step',
  )
  if (step === null) throw new InputError(`${path}: cannot infer the interval from one bar: pass the interval`)
  if (step % 1_000 !== 0) throw new InputError(`${path}: bars come every ${step} ms, expected whole seconds`)
  return step
}

const showStep = (step: number): string => (step % 1_000 === 0 ? showInterval(step) : `${step} ms`)
