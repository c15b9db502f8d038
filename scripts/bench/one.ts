import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Bench, type Row, yardstick } from '../../lab/testing/bench.ts'

/** The measurements of one bench file, made in a process that runs nothing else. */
export interface Report {
  readonly name: string
  /** Time of the yardstick in ms: the shorter of two, one before and one after the bench. */
  readonly yardstickMs: number
  readonly rows: readonly Row[]
}

const file = process.argv[2]
const { bench }: { readonly bench?: Bench } = await import(pathToFileURL(resolve(file)).href)
if (!bench) throw new Error(`${file}: expected \`export const bench: Bench\`, found no such export`)
const before = await yardstick()
const rows = await bench.run()
const report: Report = { name: bench.name, yardstickMs: Math.min(before, await yardstick()), rows }
process.send?.(report)
process.disconnect?.()
