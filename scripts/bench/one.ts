import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Bench, type Row, yardstick } from '../../lab/testing/bench.ts'

/** What one bench file found, measured in a process that has run nothing else. */
export interface Report {
  readonly name: string
  /** The yardstick in ms, the shorter of before and after. */
  readonly yardstickMs: number
  readonly rows: readonly Row[]
}

const file = process.argv[2]
const { bench }: { readonly bench?: Bench } = await import(pathToFileURL(resolve(file)).href)
if (!bench) throw new Error(`${file} exports no bench: expected \`export const bench: Bench\``)
const before = await yardstick()
const rows = await bench.run()
const report: Report = { name: bench.name, yardstickMs: Math.min(before, await yardstick()), rows }
process.send?.(report)
process.disconnect?.()
