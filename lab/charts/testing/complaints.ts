import { compile } from 'vega-lite'
import type { Chart } from '../chart.ts'

/** All errors and warnings that Vega-Lite reports for a chart. */
export function complaintsOf(chart: Chart): readonly unknown[] {
  const complaints: unknown[] = []
  const note = (...what: unknown[]) => {
    complaints.push(what)
    return logger
  }
  const logger = { level: () => logger, error: note, warn: note, info: () => logger, debug: () => logger }
  compile(chart, { logger: logger as never })
  return complaints
}
