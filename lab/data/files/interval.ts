import type { DuckDBConnection } from '@duckdb/node-api'
import { InputError } from '../../input-error.ts'
import { type DurationMs, showInterval, showTime } from '../../market/units.ts'
import { rowsOf } from '../lake/database.ts'
import { shortestStep } from '../lake/layout.ts'

/** With fewer steps than this, the commonest says little about a symbol. */
const tellingSteps = 10

/**
 * The interval of the bars in the temporary table `incoming`: as stated, or else the commonest time from one bar to the next;
 * and then each symbol must bear it out.
 *
 * @throws InputError when there is none to infer, a symbol goes by another, or one bar opens inside another
 */
export async function settleInterval(
  connection: DuckDBConnection,
  path: string,
  stated: DurationMs | undefined,
): Promise<DurationMs> {
  await connection.run(`
    create or replace temp view steps as
      select symbol, t, t - lag(t) over (partition by symbol order by t) as step from incoming`)
  const interval = stated ?? (await commonestStep(connection, path))
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

async function commonestStep(connection: DuckDBConnection, path: string): Promise<DurationMs> {
  const [{ step }] = await rowsOf<{ step: number | null }>(
    connection,
    // Of two equally common ones the shorter: the longer may be made of gaps.
    'select (select step::double from steps where step is not null group by step order by count(*) desc, step limit 1) as step',
  )
  if (step === null) throw new InputError(`${path}: one bar does not tell its interval: state it`)
  if (step % 1_000 !== 0) throw new InputError(`${path}: bars come every ${step} ms, expected whole seconds`)
  return step
}

const showStep = (step: number): string => (step % 1_000 === 0 ? showInterval(step) : `${step} ms`)
