/** Fields that a file of candles or of funding payments may have. */
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

/** A kind of file: the fields it may have, and those it must have. */
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
 * Column names of each field, the most reliable first; case, spaces and underscores are ignored. For candles `funding_rate` is not
 * accepted: elsewhere it is a rate per 8 hours, while the lake's is per hour. Payments state their hours or reveal them by their times.
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
  /** Column index of each field. */
  readonly fields: ReadonlyMap<Field, number>
  /** Names of columns that are not read. */
  readonly ignored: readonly string[]
  /** Fields for which two columns have the same name. */
  readonly twice: readonly Field[]
}

/** Assigns columns to fields by name alone. */
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
