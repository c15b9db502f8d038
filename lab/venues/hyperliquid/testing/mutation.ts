import type { Random } from '../../../random.ts'

/** One change to a payload. */
export interface Mutation {
  readonly what: 'drop' | 'add' | 'retype'
  readonly path: readonly (string | number)[]
  readonly data: unknown
}

/** Values that no field of the venue has. */
const strange: readonly unknown[] = [
  true,
  {},
  [],
  [[]],
  { px: '1' },
  null,
  '',
  'abc',
  -1,
  0.5,
  1e21,
  Number.POSITIVE_INFINITY,
]
const strangeDecimals = [
  '',
  'abc',
  '1e5',
  ' 1',
  '1 ',
  '0x10',
  'NaN',
  'Infinity',
  '1,5',
  '+1',
  '1.',
  '.5',
  '--1',
  '1.2.3',
  '१',
  '9'.repeat(400),
]

/** A copy of `data` in which one value is removed, added or replaced by another type. */
export function mutate(data: unknown, random: Random): Mutation {
  const copy = structuredClone(data)
  const path = somewhere(copy, random)
  const parent = path.slice(0, -1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], copy)
  const key = path.at(-1)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]
  const holder = parent as Record<string | number, unknown>
  const value = key === undefined ? copy : holder[key]
  const kind = pick(['drop', 'add', 'retype', 'retype'] as const)
  if (kind === 'add' && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    ;(value as Record<string, unknown>)[pick(['zzz', '__proto', 'Px'])] = pick([1, 'x', null, {}])
    return { what: 'add', path, data: copy }
  }
  if (kind === 'drop' && key !== undefined) {
    if (Array.isArray(parent)) parent.splice(key as number, 1)
    else delete holder[key]
    return { what: 'drop', path, data: copy }
  }
  const isDecimal = typeof value === 'string' && isNumeric(value)
  const final = pick(
    (isDecimal ? [...strange, ...strangeDecimals] : strange).filter(one => isDecimal || isOther(value, one)),
  )
  if (key === undefined) return { what: 'retype', path, data: final }
  holder[key] = final
  return { what: 'retype', path, data: copy }
}

const isNumeric = (text: string) => /^-?\d+(\.\d+)?$/.test(text)
const typeOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
/**
 * Whether replacing `a` by `b` is detectable. Any wrong number is, since ids and times are whole and within bounds. Another
 * text is not, and neither is a text or boolean in place of null.
 */
const isOther = (a: unknown, b: unknown) =>
  typeof a === 'number' || (typeOf(a) !== typeOf(b) && !(a === null && ['string', 'boolean'].includes(typeof b)))

/** A random path into the data, to a leaf or a value above one. */
function somewhere(data: unknown, random: Random): (string | number)[] {
  const path: (string | number)[] = []
  let value = data
  while (typeof value === 'object' && value !== null && (path.length === 0 || random() < 0.85)) {
    const keys: (string | number)[] = Array.isArray(value) ? [...value.keys()] : Object.keys(value)
    if (!keys.length) break
    const key = keys[Math.floor(random() * keys.length)]
    path.push(key)
    value = (value as Record<string | number, unknown>)[key]
  }
  return path
}
