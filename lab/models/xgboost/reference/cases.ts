import { readdirSync, readFileSync } from 'node:fs'
import type { Column } from '../../../market/bars.ts'

/** Input rows and XGBoost's results for them, as columns. */
export interface Cases {
  readonly features: readonly Column[]
  readonly margins: readonly Column[]
  readonly predictions: readonly Column[]
}

const folder = new URL('.', import.meta.url)
const files = readdirSync(folder)

export const bytes = (file: string): Uint8Array => readFileSync(new URL(file, folder))

/** Names of all cases, such as `binary-3.2.0`. */
export const caseNames = files.filter(file => file.endsWith('.csv')).map(file => file.slice(0, -'.csv'.length))
/** Files with unsupported features. */
export const refusedFiles = files.filter(file => file.startsWith('refused-'))
/** The files of one model; some exist as UBJ only. */
export const modelFiles = (name: string) =>
  files.filter(file => file === `${name}.ubj` || file === `${name}.json.model`)

/** An empty cell is a missing value. */
export function readCases(name: string): Cases {
  const [head, ...rows] = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => line.split(','))
  const columns = (wanted: (title: string) => boolean) =>
    head.flatMap((title, k) => (wanted(title) ? [Float64Array.from(rows, row => number(row[k]))] : []))
  return {
    features: columns(title => !/\d$/.test(title)),
    margins: columns(title => title.startsWith('margin')),
    predictions: columns(title => title.startsWith('prediction')),
  }
}

const number = (cell: string) => (cell === '' ? Number.NaN : Number(cell))
