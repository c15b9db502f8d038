import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'

/** What was learned about one symbol, and from what. */
export interface Learned<State> {
  /** Epoch ms: opening of the first row learned from. */
  readonly from: number
  /** Epoch ms: the open with which the newest label ended. Whatever opened after it was not learned from. */
  readonly to: number
  /** Rows learned from. */
  readonly rows: number
  /** Plain JSON: numbers as they are used, not rounded. */
  readonly state: State
}

/** What a learner had learned at one moment: from then on it only predicts. */
export interface Frozen<State> {
  readonly format: 1
  readonly seed: string
  readonly genes: Readonly<Record<string, number>>
  /** By symbol. */
  readonly symbols: Readonly<Record<string, Learned<State>>>
}

/** Whose model it is. */
export interface Owner {
  readonly seed: string
  readonly genes: Readonly<Record<string, number>>
}

/** Bytes that a model file may have: thirty symbols with the largest forests stay below. */
export const maxModelBytes = 8_000_000

/**
 * The text of a model file. Names are sorted, so that equal models have equal bytes and with them the same content hash.
 *
 * @throws RangeError when a number is not finite, since JSON cannot say it, or the text is too large to be read again
 */
export function writeFrozen<State>(frozen: Frozen<State>): string {
  const text = `${JSON.stringify(frozen, sortedNames)}\n`
  const bytes = new TextEncoder().encode(text).length
  if (bytes > maxModelBytes)
    throw new RangeError(`model of ${frozen.seed} has ${bytes} bytes, expected ≤ ${maxModelBytes}`)
  return text
}

/**
 * A model file, checked whole.
 *
 * @param owner     the strategy's seed and genes: a model learned under others is not this strategy's
 * @param readState checks the state of one symbol
 */
export function readFrozen<State>(
  content: Uint8Array,
  owner: Owner,
  readState: (json: unknown) => Result<State, string>,
): Result<Frozen<State>, string> {
  if (content.length > maxModelBytes) return fail(`model has ${content.length} bytes, expected ≤ ${maxModelBytes}`)
  const json = parsed(content)
  if (!json.ok) return json
  const outer = shape.safeParse(json.value)
  if (!outer.success) return fail(`model: ${firstIssue(outer.error)}`)
  const { seed, genes, symbols } = outer.data
  if (seed !== owner.seed) return fail(`model: seed is ${seed}, expected ${owner.seed}`)
  for (const name of new Set([...Object.keys(genes), ...Object.keys(owner.genes)])) {
    if (genes[name] === owner.genes[name]) continue
    return fail(
      `model: gene ${name} is ${genes[name] ?? 'absent'}, expected ${owner.genes[name] ?? 'none of that name'}`,
    )
  }
  const read: [string, Learned<State>][] = []
  for (const [symbol, learned] of Object.entries(symbols)) {
    const { from, to, rows } = learned
    if (!(from < to)) return fail(`model: symbols.${symbol}: to is ${to}, expected after ${from}`)
    const state = readState(learned.state)
    if (!state.ok) return fail(`model: symbols.${symbol}.state: ${state.error}`)
    read.push([symbol, { from, to, rows, state: state.value }])
  }
  return ok({ format: 1, seed, genes, symbols: Object.fromEntries(read) })
}

/** What was learned about this symbol; `undefined`: nothing. */
export const learnedOf = <State>({ symbols }: Frozen<State>, symbol: string): Learned<State> | undefined =>
  Object.hasOwn(symbols, symbol) ? symbols[symbol] : undefined

/** Where and why a value is not what a schema says. */
export function firstIssue({ issues }: z.ZodError): string {
  const [{ path, message }] = issues
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

const instant = z.int().min(946_684_800_000).max(4_102_444_799_999)
const shape = z.strictObject({
  format: z.literal(1),
  seed: z.string(),
  genes: z.record(z.string(), z.number()),
  symbols: z.record(
    z.string(),
    z.strictObject({ from: instant, to: instant, rows: z.int().min(1), state: z.unknown() }),
  ),
})

function parsed(content: Uint8Array): Result<unknown, string> {
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content)))
  } catch (error) {
    return fail(`model is not JSON in UTF-8: ${(error as Error).message}`)
  }
}

function sortedNames(name: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`model: ${name} is ${value}, expected a finite number`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
