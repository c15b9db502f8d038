import { readFileSync } from 'node:fs'
import type { Tick } from './trade.ts'

/** Trades by symbol, in the order of the file, which is the order of `sequence`. */
export type Tapes = ReadonlyMap<string, readonly (Tick & { readonly id: number })[]>

interface Line {
  readonly coin: string
  readonly time: number | string
  readonly px: number | string
  readonly sz: number | string
  readonly tid?: number
}

/** Reads the venue's CSV file, which has a row for each side of a trade that was not a market maker. Times are whole seconds. */
export const csvTapes = (file: string): Tapes =>
  tapes(
    readRows(file).map(([time, , coin, , px, sz]) => {
      return { coin, time, px, sz }
    }),
  )

/** Reads lines that a node wrote: times in nanoseconds, no ids. */
export const nodeTapes = (file: string): Tapes => tapes(readLines(file).map(line => JSON.parse(line)))

/** Reads the first frame of trades in a file of captured stream messages. */
export function streamTapes(file: string): Tapes {
  const frames: { message: { channel: string; data: readonly Line[] } }[] = readLines(file).map(line =>
    JSON.parse(line),
  )
  return tapes(frames.find(({ message }) => message.channel === 'trades')?.message.data ?? [])
}

export const readRows = (file: string): readonly string[][] =>
  readLines(file)
    .slice(1)
    .map(line => line.split(','))

const readLines = (file: string): readonly string[] => readFileSync(file, 'utf8').trim().split('\n')

function tapes(lines: readonly Line[]): Tapes {
  const found = new Map<string, (Tick & { readonly id: number })[]>()
  for (const { coin, time, px, sz, tid = 0 } of lines) {
    const tape = found.get(coin) ?? []
    found.set(coin, tape)
    tape.push({ t: timeOf(time), price: Number(px), size: Number(sz), sequence: tape.length, id: tid })
  }
  return found
}

const timeOf = (time: number | string): number =>
  typeof time === 'number' ? time : Date.parse(`${time.replace('Z', '').replace(/(\.\d{3})\d+/, '$1')}Z`)
