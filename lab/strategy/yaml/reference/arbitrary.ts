import fc from 'fast-check'
import { day, type EpochMs, epochMs, hour, minute, second } from '../../../market/units.ts'
import { stream } from '../../../random.ts'
import { drawRules } from '../../../seeds/formula/draw-rules.ts'
import type { FormulaRules } from '../../../seeds/formula/rules.ts'
import type { GeneSpecs, Genes } from '../../../seeds/seed.ts'
import { outside } from '../../safe-ranges.ts'
import type { Ensemble, Evidence, Model, PaperSeen, Strategy, WeightedSeed } from '../../strategy.ts'
import { complete, known } from './complete.ts'

const number = (min: number, max: number) =>
  fc
    .oneof(
      fc.double({ min, max, noNaN: true, noDefaultInfinity: true }),
      // Numbers as people write them: few digits, including 0.07 and 0.29, which multiplication rounds wrongly.
      fc
        .integer({ min: Math.ceil(Math.max(min, -1e9) * 100), max: Math.floor(Math.min(max, 1e9) * 100) })
        .map(hundredths => hundredths / 100),
    )
    .map(value => value || 0)
const positive = (max: number) => number(Number.MIN_VALUE, max).filter(value => value > 0)
const whole = (min: number, max: number) => fc.integer({ min, max })
const count = fc.maxSafeNat()
const instant: fc.Arbitrary<EpochMs> = fc
  .oneof(
    whole(946_684_800_000, 4_102_444_799_998),
    whole(10_957, 47_481).map(days => days * day),
    whole(15_778_080, 68_374_079).map(minutes => minutes * minute),
    whole(946_684_800, 4_102_444_798).map(seconds => seconds * second),
  )
  .map(epochMs)
const period = fc.uniqueArray(instant, { minLength: 2, maxLength: 2 }).map(ends => {
  const [from, to] = ends.sort((a, b) => a - b)
  return { from, to }
})
/** Includes texts that a YAML reader could take for something else. */
const line = fc.oneof(
  fc.stringMatching(/^[a-z0-9][a-z0-9 .-]{0,20}[a-z0-9]$/),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter(text => {
    return text.trim() === text && text !== '' && !/[\p{C}\p{Zl}\p{Zp}]/u.test(text)
  }),
  fc.constantFrom(...'no·null·1e3·~·- x·# x·a: b·a:·\'·"·\\·{}·[·&a·*a·!!str·%·@·`·|·>·---'.split('·')),
)
const name = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,79}$/)
const symbol = fc.oneof(
  fc.constantFrom('BTC', 'kPEPE', '@107', 'BRK.B', 'xyz:TSLA', 'BTC/USD', 'NO', '1INCH'),
  fc.stringMatching(/^[A-Za-z0-9@][\w@.:/-]{0,31}$/),
)
const fingerprint = fc.stringMatching(/^(sha256:)?[0-9a-f]{64}$/)

/** A record of all fields of T; the named ones are sometimes absent. */
const record = <T>(fields: { [K in keyof T]-?: fc.Arbitrary<Exclude<T[K], undefined>> }, ...optional: (keyof T)[]) =>
  fc.record(fields, {
    requiredKeys: (Object.keys(fields) as (keyof T)[]).filter(key => !optional.includes(key)) as never,
    noNullPrototype: true,
  }) as unknown as fc.Arbitrary<T>

const genesOf = (genes: GeneSpecs): fc.Arbitrary<Genes> => {
  const values = Object.entries(genes).map(([gene, { kind, min, max }]) => {
    return [gene, kind === 'int' ? whole(min, max) : number(min, max)]
  })
  return fc.record(Object.fromEntries(values), { noNullPrototype: true }) as fc.Arbitrary<Genes>
}
const seedNumber = whole(0, 2 ** 32 - 1)
const formula = fc.tuple(seedNumber, fc.boolean(), fc.boolean()).map(([seed, short, flat]): FormulaRules => {
  const grow = (name: string) => drawRules(stream(seed, name)).long
  return { long: grow('long'), ...(short && { short: grow('short') }), ...(flat && { flat: grow('flat') }) }
})
const enhancers = fc.record(Object.fromEntries(known.enhancers.map(({ name, genes }) => [name, genesOf(genes)])), {
  requiredKeys: [],
  noNullPrototype: true,
}) as fc.Arbitrary<Readonly<Record<string, Genes>>>
const [, , ruled, pupil, foreign] = complete.seeds
const genome: fc.Arbitrary<Omit<WeightedSeed, 'weight'>> = fc.oneof(
  ...known.seeds.map(({ name, genes, requires, learner }) =>
    record<Omit<WeightedSeed, 'weight'>>(
      {
        name: fc.constant(name),
        genes: genesOf(genes),
        formula,
        model: fc.constant(pupil.model as Model),
        enhancers,
      },
      'model',
      'enhancers',
      'formula',
    ).map(({ formula, model, ...rest }) => ({
      ...rest,
      ...(requires === 'formula' && { formula: formula ?? ruled.formula }),
      ...(learner && !requires && model && { model }),
      ...(requires === 'model' && { model: foreign.model as Model }),
    })),
  ),
)
const seeds = fc
  .array(fc.tuple(genome, number(-1, 1)), { minLength: 1, maxLength: 4 })
  .map(drawn => drawn.map(([seed, weight]): WeightedSeed => ({ ...seed, weight: weight / drawn.length || 0 })))

const hash = fc.stringMatching(/^sha256:[0-9a-f]{64}$/)
const genomeName = fc.stringMatching(/^[0-9a-f]{16}$/)

const evidence = record<Evidence>(
  {
    evaluations: count,
    data: fc.array(
      fc
        .tuple(
          period,
          fc.record({ venue: line, symbol: line, bars: whole(1, 1e6), fingerprint }, { noNullPrototype: true }),
        )
        .map(([ends, rest]) => ({ ...ends, ...rest })),
      { minLength: 1, maxLength: 3 },
    ),
    segments: fc.array(
      fc
        .tuple(
          period,
          record<Omit<Evidence['segments'][number], 'from' | 'to'>>(
            {
              name: fc.constantFrom('train', 'validation', 'test'),
              trades: count,
              totalReturn: number(-10, 1e10),
              sharpeAnnual: number(-1e6, 1e6),
              maxDrawdown: number(0, 10),
            },
            'sharpeAnnual',
          ),
        )
        .map(([ends, rest]) => ({ ...ends, ...rest })),
      { maxLength: 3 },
    ),
    gates: fc.array(
      record<Evidence['gates'][number]>(
        {
          gate: line,
          verdict: fc.constantFrom('pass', 'fail', 'cannot say'),
          found: number(-Number.MAX_VALUE, Number.MAX_VALUE),
          required: number(-1e3, 1e3),
        },
        'found',
      ),
      { maxLength: 3 },
    ),
    looks: whole(1, 1e6),
    thresholds: hash,
    paper: fc
      .tuple(period, record<Omit<PaperSeen, 'from' | 'to'>>({ run: line, venue: line, journal: hash }))
      .map(([ends, rest]) => ({ ...ends, ...rest })),
  },
  'looks',
  'thresholds',
  'paper',
)

/** Any valid strategy, drawn from the type rather than from the shapes that read and write it. */
export const anyStrategy: fc.Arbitrary<Strategy> = record<Strategy>(
  {
    name,
    stage: fc.constantFrom('candidate', 'paper', 'canary', 'live'),
    expires: instant,
    synthetic: fc.boolean(),
    universe: fc.uniqueArray(symbol, { minLength: 1, maxLength: 6 }),
    interval: fc.oneof(
      fc.constantFrom(second, minute, 15 * minute, hour, 4 * hour, day, 7 * day),
      whole(1, 604_800).map(n => n * second),
    ),
    seeds,
    ensemble: fc.oneof(
      fc.constantFrom<Ensemble>({ method: 'weights' }, { method: 'split' }),
      number(0, 0.99).map((quorum): Ensemble => ({ method: 'vote', quorum })),
    ),
    sizing: record<Strategy['sizing']>(
      {
        fraction: positive(10),
        leverage: whole(1, 50),
        rebalance: number(0, 2),
        scaling: fc.oneof(
          ...known.scalings.map(({ name, genes }) => genesOf(genes).map(drawn => ({ name, genes: drawn }))),
        ),
      },
      'scaling',
    ),
    exits: record<Strategy['exits']>(
      {
        stop: positive(1),
        stopAtr: positive(100),
        trailing: positive(1),
        trailingAtr: positive(100),
        target: positive(100),
        targetAtr: positive(100),
        atrWindow: whole(1, 1000),
        time: whole(1, 1e6),
      },
      'stop',
      'stopAtr',
      'trailing',
      'trailingAtr',
      'target',
      'targetAtr',
      'time',
    ).map(({ atrWindow, ...exits }) => {
      const measured = exits.stopAtr ?? exits.trailingAtr ?? exits.targetAtr
      return measured === undefined ? exits : { ...exits, ...(atrWindow !== undefined && { atrWindow }) }
    }),
    widened: fc.constant([]),
    risk: record<Strategy['risk']>(
      {
        maxPosition: positive(100),
        maxGross: positive(100),
        maxOrderUsd: positive(1e9),
        maxEquityUsd: positive(1e15),
        maxOrdersPerDay: whole(1, 1e6),
        maxDrawdown: positive(1),
        maxDailyLoss: positive(1),
        maxPriceAge: positive(1000),
      },
      'maxEquityUsd',
    ),
    costs: record<Strategy['costs']>(
      {
        taker: number(0, 1000),
        maker: number(-100, 1000),
        slippage: number(0, 1000),
        unknownFunding: number(0, 1000),
        paidFundingFactor: number(0, 100),
      },
      'paidFundingFactor',
    ),
    evidence,
    migratedFrom: hash,
    lineage: record<NonNullable<Strategy['lineage']>>(
      {
        ...{ run: line, engine: line, seedNumber: count, generation: count },
        ...{ genome: genomeName, parents: fc.array(genomeName, { maxLength: 2 }), from: hash },
      },
      'genome',
      'parents',
      'from',
    ),
    approvals: fc.array(
      record<Strategy['approvals'][number]>(
        { by: line, at: instant, signature: fc.stringMatching(/^[A-Za-z0-9+/]{86}==$/) },
        'signature',
      ),
      { maxLength: 3 },
    ),
  },
  'expires',
  'ensemble',
  'widened',
  'evidence',
  'lineage',
  'migratedFrom',
).map(({ widened: _, ...strategy }) => {
  const widened = outside(strategy)
  return widened.length > 0 ? { ...strategy, widened } : strategy
})
