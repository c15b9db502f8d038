import { z } from 'zod'
import { fail, ok, type Result } from '../result.ts'

/** The trained model of one symbol, and its training data. */
export interface Learned<State> {
  /** Open time of the first training row, epoch ms. */
  readonly from: number
  /** Time at which the newest label ended, epoch ms. Later bars were not used for training. */
  readonly to: number
  /** Number of training rows. */
  readonly rows: number
  /** State of the model as plain JSON, with unrounded numbers. */
  readonly state: State
}

/** A frozen model: it was trained at one moment and only predicts from then on. */
export interface Frozen<State> {
  readonly format: 1
  readonly seed: string
  readonly genes: Readonly<Record<string, number>>
  /** The trained model of each symbol. */
  readonly symbols: Readonly<Record<string, Learned<State>>>
}

/** The seed and genes with which a model was trained. */
export interface Owner {
  readonly seed: string
  readonly genes: Readonly<Record<string, number>>
}

/** Maximum size of a model file in bytes: thirty symbols with the largest forests stay below it. */
export const maxModelBytes = 8_000_000

/**
 * Writes a model as the text of a model file. Keys are sorted, so that equal models have equal content hashes.
 *
 * @throws RangeError when a number is not finite, which JSON cannot express, or the text exceeds the maximum size
 */
export function writeFrozen<State>(frozen: Frozen<State>): string {
  const text = `${JSON.stringify(frozen, sortedNames)}\n`
  const bytes = new TextEncoder().encode(text).length
  if (bytes > maxModelBytes)
    throw new RangeError(`model of ${frozen.seed} has ${bytes} bytes, expected ≤ ${maxModelBytes}`)
  return text
}

/**
 * Parses and checks a model file.
 *
 * @param owner     the strategy's seed and genes; a model trained with another seed or other genes is refused
 * @param readState parses the state of one symbol
 * @returns the model, or the reason why the file is not valid
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

/** The model of this symbol; `undefined` when there is none. */
export const learnedOf = <State>({ symbols }: Frozen<State>, symbol: string): Learned<State> | undefined =>
  Object.hasOwn(symbols, symbol) ? symbols[symbol] : undefined

/** The first problem found by a schema, as `path: message`. */
export function firstIssue({ issues }: z.ZodError): string {
  const [{ path, message }] = issues
  return path.length === 0 ? message : `${path.join('.')}: ${message}`
}

/** Epoch ms in the years 2000 to 2099. */
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
