/** What a file of candles or of funding payments may tell. */
export type Field =
  | 'symbol'
  | 't'
  | 'open'
  | 'high'
  | 'low'
  | 'close'
  | 'volume'
  | 'funding'
  | 'rate'
  | 'hours'
  | 'premium'

/** What a kind of file tells, and what of it must be there. */
export interface Shape {
  readonly what: string
  readonly fields: readonly Field[]
  readonly required: readonly Field[]
}

const ohlcv = ['open', 'high', 'low', 'close', 'volume'] as const
export const candleShape: Shape = {
  what: 'candles',
  fields: ['symbol', 't', ...ohlcv, 'funding'],
  required: ['t', ...ohlcv],
}
export const fundingShape: Shape = {
  what: 'funding payments',
  fields: ['symbol', 't', 'rate', 'hours', 'premium'],
  required: ['t', 'rate'],
}

export const numberFields = ohlcv

/**
 * Names by which columns are known, the surest first; case, spaces and underscores do not matter. `funding_rate` is not among
 * those of candles: elsewhere it is a rate per 8 hours, and ours is per hour. A file of payments tells its hours by its times.
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
  rate: ['rate', 'fundingrate'],
  hours: ['hours', 'intervalhours', 'fundingintervalhours'],
  premium: ['premium'],
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
export function recognise(names: readonly string[], shape: Shape = candleShape): Recognised {
  const plain = names.map(name => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const fields = new Map<Field, number>()
  const twice: Field[] = []
  for (const field of shape.fields) {
    const alias = aliases[field].find(name => plain.includes(name))
    if (alias === undefined) continue
    fields.set(field, plain.indexOf(alias))
    if (plain.indexOf(alias) !== plain.lastIndexOf(alias)) twice.push(field)
  }
  const read = new Set(fields.values())
  return { fields, ignored: names.filter((_, i) => !read.has(i)), twice }
}
