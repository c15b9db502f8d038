import type { Costs } from '../../market/fees.ts'
import { type Approval, type RiskLimits, type Strategy, stages } from '../strategy.ts'
import { twice } from './complaints.ts'
import { exits } from './exits.ts'
import { evidence, lineage } from './provenance.ts'
import { percent, quantity } from './quantity.ts'
import { ensemble, weightedSeeds } from './seeds.ts'
import { group, list, named, optional, required, since } from './shape.ts'
import { sizing } from './sizing.ts'
import { instant, interval } from './times.ts'
import { checkRanges, widened } from './widened.ts'
import { contentHash, line, oneOf, text, yesOrNo } from './words.ts'

/** The version of the file format: a runtime refuses what it was not written for. */
export const format = 2

/** What a strategy may be called; its file and its run bear the same name. */
export const nameForm = /^[a-z0-9][a-z0-9-]{0,79}$/

/** What stands in the file beside the strategy. */
export interface StrategyFile extends Strategy {
  readonly format: number
  readonly hash: string
}

const timesEquity = quantity<number>({ unit: 'x equity', above: 0, max: 100 }, '1.5 x equity')
const loss = percent({ above: 0, max: 100 }, '20 %')
const risk = group<RiskLimits>({
  maxPosition: required('notional of one symbol after an order', timesEquity),
  maxGross: required('sum of all notionals after an order', timesEquity),
  maxOrderUsd: named(
    'maxOrder',
    required('notional of one order', quantity({ unit: 'USD', above: 0, max: 1e9 }, '5000 USD')),
  ),
  maxEquityUsd: named(
    'maxEquity',
    since(
      2,
      optional(
        'equity above which nothing is opened: it was judged to bear no more',
        quantity({ unit: 'USD', above: 0, max: 1e15 }, '250000 USD'),
      ),
    ),
  ),
  maxOrdersPerDay: required(
    'orders sent in one UTC day',
    quantity({ unit: 'orders', whole: true, min: 1, max: 1e6 }, '200 orders'),
  ),
  maxDrawdown: required('loss from the highest equity at which everything is closed and trading ends', loss),
  maxDailyLoss: required("loss since the UTC day's first equity at which nothing is opened until the next day", loss),
  maxPriceAge: required(
    'nothing is opened on a price older than this',
    quantity({ unit: 'bars', above: 0, max: 1000 }, '2 bars'),
  ),
})

const basisPoints = quantity<number>({ unit: 'bps', min: 0, max: 1000 }, '4.5 bps')
const costs = group<Costs>({
  taker: required('fee of an order that crosses; 1 bps is 0.01 %', basisPoints),
  maker: required(
    'fee of an order that rests; negative is a rebate',
    quantity({ unit: 'bps', min: -100, max: 1000 }, '1.5 bps'),
  ),
  slippage: required('distance between the price shown and the price got, for every taker fill', basisPoints),
  unknownFunding: required(
    'paid on the notional held, for hours whose real rate is not known',
    quantity({ unit: 'bps per hour', min: 0, max: 1000 }, '0.125 bps per hour'),
  ),
  paidFundingFactor: optional(
    'multiplies known funding when it is paid, never when it is received; 1 x when absent',
    quantity({ unit: 'x', min: 0, max: 100 }, '1.5 x'),
  ),
})

/** The number of one format, and no other. */
export const formatNumber = (version: number) =>
  quantity<number>({ unit: '', whole: true, min: version, max: version }, String(version))

const symbol = text(/^[A-Za-z0-9@][\w@.:/-]{0,31}$/, 'a symbol as the venue writes it, of at most 32 characters', 'BTC')
const universe = list(symbol, { least: 1, most: 1000, check: twice })

/** The whole file, in the order of reading. */
export const file = group<StrategyFile>(
  {
    format: required('version of this format', formatNumber(format)),
    name: required(
      'unique among the files of a runtime',
      text(nameForm, 'lower-case letters, digits and hyphens, at most 80', 'calm-cross'),
    ),
    stage: required(
      'where it may trade: candidate on the embedded exchange, paper without money, canary live with part of its size, live',
      oneOf(...stages),
    ),
    synthetic: required('bred on a simulated market: no live venue takes it', yesOrNo),
    expires: since(2, optional('when it opens nothing more; a live venue takes no file without it', instant)),
    universe: required('symbols traded, in the order in which orders are sent', universe),
    interval: required('length of a bar', interval),
    seeds: required(
      "trading ideas; signals are added up by weight, and the weights' magnitudes sum to at most 1",
      weightedSeeds,
    ),
    // Its fields hang on each other, which the type says and a table of fields cannot.
    ensemble: since(
      2,
      optional('how several signals become one; absent: they are added up by weight', ensemble as never),
    ),
    sizing: required('from exposure to position', sizing),
    exits: required('when a position is left without asking the seeds; what is absent does not exit', exits),
    widened: since(
      2,
      optional('fields outside of their safe range on purpose; every other field must be within its own', widened),
    ),
    risk: required('limits that refuse or halt, and never reshape an order', risk),
    costs: required('what trading was assumed to cost when the strategy was judged', costs),
    evidence: optional('what it was judged on, and the verdicts', evidence),
    lineage: optional('where it comes from', lineage),
    migratedFrom: since(
      2,
      optional('hash of the older file that this one was written anew from, with the same meaning', contentHash),
    ),
    hash: required('SHA-256 of everything above it; a file whose hash does not match is refused', contentHash),
    approvals: required(
      'who let it pass; may be added to without changing the hash',
      list(
        group<Approval>(
          {
            by: required('a person', line('Ada Lovelace')),
            at: required('when', instant),
            signature: optional(
              'Ed25519 over hash, name and time, with the key of that person; a live venue takes no file without one',
              text(/^[A-Za-z0-9+/]{86}==$/, '88 characters of base64', `${'A'.repeat(86)}==`),
            ),
          },
          { layout: 'line' },
        ),
      ),
    ),
  },
  { check: checkRanges },
)
