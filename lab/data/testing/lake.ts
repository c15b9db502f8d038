import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bars, makeBars } from '../../market/bars.ts'
import { hour } from '../../market/units.ts'
import { stream } from '../../random.ts'
import { type Lake, openLake } from '../lake/lake.ts'

/** 2025-01-01 00:00 UTC. */
export const newYear = 1_735_689_600_000

/** Runs `work` in a folder of its own, gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'seedbed-test-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs `work` with an empty lake, and with a function that writes a text or bytes to a file and says where. */
export const withLake = <T>(
  work: (lake: Lake, file: (name: string, content: string | Uint8Array) => string) => Promise<T>,
) =>
  inFolder(async folder => {
    const lake = await openLake(join(folder, 'lake'))
    try {
      return await work(lake, (name, content) => {
        writeFileSync(join(folder, name), content)
        return join(folder, name)
      })
    } finally {
      lake.close()
    }
  })

/** A random walk of sound candles; more rows continue fewer. */
export function walk(symbol: string, rows: number, changes: Partial<Bars> = {}, seed = 1): Bars {
  const next = stream(seed, symbol)
  const columns = Array.from({ length: 6 }, () => new Float64Array(rows))
  const [openTime, open, high, low, close, volume] = columns
  for (let i = 0, price = 100; i < rows; i++) {
    openTime[i] = newYear + i * (changes.interval ?? hour)
    open[i] = price
    price = Number((price * (1 + 0.02 * (next() - 0.5))).toPrecision(8))
    close[i] = price
    high[i] = Math.max(open[i], price) * (1 + 0.001 * next())
    low[i] = Math.min(open[i], price) * (1 - 0.001 * next())
    volume[i] = 1 + Math.floor(1_000 * next())
  }
  return makeBars({
    symbol,
    interval: hour,
    venue: 'test',
    synthetic: false,
    openTime,
    open,
    high,
    low,
    close,
    volume,
    ...changes,
  })
}

export const header = 't,open,high,low,close,volume'

/** The bars as the text of a CSV file, without their symbol. */
export function csvOf({ openTime, open, high, low, close, volume }: Bars): string {
  const columns = [openTime, open, high, low, close, volume]
  return [header, ...Array.from(openTime, (_, i) => columns.map(column => column[i]).join(','))].join('\n')
}

/** Every file under the folder with a hash of its bytes; empty when the folder does not exist. */
export function snapshot(folder: string): Record<string, string> {
  const files: Record<string, string> = {}
  try {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (entry.isFile()) files[path] = createHash('sha256').update(readFileSync(path)).digest('hex')
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  return files
}
