/** What a candle file may tell. */
export type Field = 'symbol' | 't' | 'open' | 'high' | 'low' | 'close' | 'volume' | 'funding'

export const numberFields = ['open', 'high', 'low', 'close', 'volume'] as const

/**
 * Names by which columns are known, the surest first; case, spaces and underscores do not matter. `funding_rate` is not among
 * them: elsewhere it is a rate per 8 hours, and ours is per hour.
 */
export const aliases: Readonly<Record<Field, readonly string[]>> = {
  symbol: ['symbol', 'coin', 'pair', 'ticker'],
  t: ['t', 'opentime', 'timestamp', 'time', 'datetime', 'unix', 'date'],
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'c'],
  volume: ['volume', 'vol', 'v'],
  funding: ['funding', 'fundinghourly'],
}

export interface Recognised {
  /** Position of each field's column. */
  readonly fields: ReadonlyMap<Field, number>
  /** Names of columns that nobody reads. */
  readonly ignored: readonly string[]
  /** Fields told by two columns of the same name. */
  readonly twice: readonly Field[]
}

/** Which column tells what, judged by name alone. */
export function recognise(names: readonly string[]): Recognised {
  const plain = names.map(name => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const fields = new Map<Field, number>()
  const twice: Field[] = []
  for (const [field, known] of Object.entries(aliases) as [Field, readonly string[]][]) {
    const alias = known.find(name => plain.includes(name))
    if (alias === undefined) continue
    fields.set(field, plain.indexOf(alias))
    if (plain.indexOf(alias) !== plain.lastIndexOf(alias)) twice.push(field)
  }
  const read = new Set(fields.values())
  return { fields, ignored: names.filter((_, i) => !read.has(i)), twice }
}
