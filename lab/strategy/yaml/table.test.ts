import { describe, expect, test } from 'vitest'
import { isMap, isScalar, isSeq, type Scalar as Leaf, type Pair, type YAMLMap } from 'yaml'
import { parseTime } from '../../market/units.ts'
import type { Evidence, Lineage, Strategy } from '../strategy.ts'
import { decimal } from './decimal.ts'
import { file } from './fields.ts'
import { parseStrategy } from './parse.ts'
import { complete, known } from './reference/complete.ts'
import type { Field, Quantity, Shape } from './shape.ts'
import { parseSyntax, type Syntax } from './syntax.ts'
import { writeStrategy } from './write.ts'

/** A field as it stands in the file of a complete strategy. */
interface Standing {
  readonly field: Field
  readonly path: string
  readonly parent: string
  readonly map: YAMLMap
  readonly index: number
  readonly start: number
  readonly key: Leaf<string>
  /** Where the group that it belongs to is named. */
  readonly owner: number
}

/** With what promotion adds. */
const promoted: Strategy = {
  ...complete,
  expires: parseTime('2025-05-01'),
  risk: { ...complete.risk, maxEquityUsd: 250_000 },
  evidence: {
    ...(complete.evidence as Evidence),
    ...{ looks: 2, thresholds: `sha256:${'60303ae22b998861'.repeat(4)}` },
    paper: {
      ...{ run: 'calm-cross-1', venue: 'testnet', from: parseTime('2025-03-01'), to: parseTime('2025-04-01') },
      journal: `sha256:${'9f86d081884c7d65'.repeat(4)}`,
    },
  },
  lineage: {
    ...(complete.lineage as Lineage),
    ...{ genome: '9f86d081884c7d65', parents: ['60303ae22b998861', 'fd61a03af4f77d87'] },
    from: `sha256:${'1b4f0e9851971998'.repeat(4)}`,
  },
  approvals: complete.approvals.map(one => ({ ...one, signature: `${'Ab3+/'.repeat(17)}w==` })),
}
const text = writeStrategy(promoted, known)
/** Optional fields that others ask for. */
const hangingTogether = [
  ...['ensemble.quorum', 'exits.atrWindow', 'widened'],
  ...['seeds[2].formula', 'seeds[4].model', 'seeds[4].model.trainedTo'],
]
const { root, place } = syntaxOf(text)
const standings = [...standingIn(file, root, '', root.range?.[0] ?? 0)]

test('the complete strategy has every field of the table', () => {
  const met = new Set(standings.map(({ field }) => field))
  expect(fieldsOf(file).filter(field => !met.has(field))).toEqual([])
})

describe.each(standings.map(each => [each.path, each] as const))('%s', (path, each) => {
  const { field, parent, key, map, index, owner } = each
  const value = (map.items[index] as Pair).value as Leaf
  const [from, to] = [value.range?.[0] ?? 0, value.range?.[1] ?? 0]
  // A block ends behind its last line break.
  const replaced = (by: string) => text.slice(0, from) + by + (text[to - 1] === '\n' ? '\n' : '') + text.slice(to)
  const atKey = place(each.start)
  const atValue = field.shape.kind === 'scalar' ? place(from) : atKey

  test(field.optional ? 'may only go together with what hangs on it' : 'is missed', () => {
    if (hangingTogether.includes(path)) {
      expect(flawsOf(without(each))).toEqual([
        { ...place(0), ...anywhere, path: expect.not.stringMatching('hash'), why: expect.any(String) },
      ])
      return
    }
    // Approvals stand outside of the hash: what an unsigned one is worth is the runtime's to say.
    if (path.startsWith('approvals') && field.optional) {
      expect(flawsOf(without(each))).toEqual([])
      return
    }
    const why = field.optional
      ? expect.stringContaining('for this content')
      : `lacks the field ${key.value}: ${field.meaning}`
    const where = field.optional
      ? { ...place(0), line: expect.any(Number), column: 7, path: 'hash' }
      : { ...place(owner), path: parent }
    expect(flawsOf(without(each))).toEqual([{ ...where, why }])
  })

  test('is missed under another name', () => {
    const renamed = `${text.slice(0, each.start)}${key.value}z${text.slice(each.start + key.value.length)}`
    const why = `is not a field; did you mean ${key.value}?`
    expect(flawsOf(renamed)).toEqual([{ ...atKey, path: `${path}z`, why }])
  })

  test('is refused when it is nothing', () => {
    const why = expect.stringMatching(/is empty, expected |found nothing, expected /)
    expect(flawsOf(replaced('""'))).toContainEqual({ ...atKey, path, why })
  })

  test('is refused when it is something else', () => {
    const other = field.shape.kind === 'scalar' ? '{}' : 'word'
    expect(flawsOf(replaced(other))).toContainEqual({
      ...place(from),
      line: expect.any(Number),
      column: expect.any(Number),
      path,
      why: expect.stringMatching(/^found (fields|"word"), expected /),
    })
  })

  const quantity = field.shape.kind === 'scalar' ? field.shape.quantity : undefined
  if (!quantity) return
  test('is refused without its unit, with another, out of bounds or in another notation', () => {
    for (const wrong of wrongNumbers(quantity)) {
      const why = expect.stringMatching(/^found .*expected /)
      expect(flawsOf(replaced(`'${wrong}'`)), wrong).toEqual([{ ...atValue, path, why }])
    }
  })
})

const anywhere = { line: expect.any(Number), column: expect.any(Number) }

const flawsOf = (edited: string) => {
  const parsed = parseStrategy(edited, known)
  return parsed.ok ? [] : parsed.error
}

function* standingIn(shape: Shape, node: unknown, path: string, owner: number): Generator<Standing> {
  if (shape.kind === 'list' && isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      yield* standingIn(shape.of, item, `${path}[${i}]`, isMap(item) ? (item.range?.[0] ?? 0) : 0)
    }
  }
  if (shape.kind !== 'group' || !isMap(node)) return
  for (const [index, { key, value }] of node.items.entries()) {
    const field = shape.fields.find(each => isScalar(key) && each.key === key.value)
    if (!field || !isScalar<string>(key)) continue
    const start = key.range?.[0] ?? 0
    const below = path ? `${path}.${field.key}` : field.key
    yield { field, path: below, parent: path, map: node, index, start, key, owner }
    yield* standingIn(field.shape, value, below, start)
  }
}

/** From its own name to the next field's; the last one goes together with what stands before it. */
function without({ map, index, start }: Standing): string {
  const next = map.items[index + 1] as Pair<Leaf, Leaf> | undefined
  if (next) return text.slice(0, start) + text.slice(next.key.range?.[0] ?? 0)
  const before = map.items[index - 1] as Pair<Leaf, Leaf>
  const own = map.items[index] as Pair<Leaf, Leaf>
  const end = own.value?.range?.[1] ?? 0
  return text.slice(0, before.value?.range?.[1] ?? 0) + (text[end - 1] === '\n' ? '\n' : '') + text.slice(end)
}

function wrongNumbers({ unit, whole, min, above, max }: Quantity): string[] {
  const inside = decimal(Math.min(max ?? 1, Math.max(min ?? 0, (above ?? 0) + 1)))
  const suffix = unit && ` ${unit}`
  return [
    `${inside} furlongs`,
    ...(unit ? [inside, `${inside} ${unit}s`, `${inside}  ${unit}`, unit] : [`${inside} %`]),
    ...[`+${inside}`, `0${inside}`, `${inside}.`, `${inside}e0`, `1_000`, 'NaN', 'Infinity', '0x1', 'many'].map(
      each => each + suffix,
    ),
    ...(whole ? [`${inside}.5${suffix}`] : []),
    ...(min !== undefined ? [`${decimal(min - 1)}${suffix}`] : []),
    ...(above !== undefined ? [`${decimal(above)}${suffix}`, `${decimal(above - 1)}${suffix}`] : []),
    ...(max !== undefined ? [`${decimal(max * 2)}${suffix}`, `${decimal(max + max * 1e-9)}${suffix}`] : []),
    `1${'0'.repeat(400)}${suffix}`,
  ]
}

const fieldsOf = (shape: Shape): readonly Field[] => {
  if (shape.kind === 'list') return fieldsOf(shape.of)
  return shape.kind === 'group' ? shape.fields.flatMap(field => [field, ...fieldsOf(field.shape)]) : []
}

function syntaxOf(canonical: string): Syntax {
  const syntax = parseSyntax(canonical)
  if (!syntax.ok) throw new Error('the canonical text is no YAML')
  return syntax.value
}
