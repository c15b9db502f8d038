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

/** Version of the file format; a runtime refuses other versions. */
export const format = 2

/** Form of a strategy's name; its file and its run have the same name. */
export const nameForm = /^[a-z0-9][a-z0-9-]{0,79}$/

/** A strategy together with the fields that only its file has. */
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
        'equity above which nothing is opened, because the strategy was not judged for more',
        quantity({ unit: 'USD', above: 0, max: 1e15 }, '250000 USD'),
      ),
    ),
  ),
  maxOrdersPerDay: required(
    'orders sent in one UTC day',
    quantity({ unit: 'orders', whole: true, min: 1, max: 1e6 }, '200 orders'),
  ),
  maxDrawdown: required('loss from peak equity at which everything is closed and trading ends', loss),
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
  slippage: required(
    'distance between the displayed price and the price of the fill, for every taker fill',
    basisPoints,
  ),
  unknownFunding: required(
    'charged on the notional held, for hours whose real rate is unknown',
    quantity({ unit: 'bps per hour', min: 0, max: 1000 }, '0.125 bps per hour'),
  ),
  paidFundingFactor: optional(
    'multiplies known funding when it is paid, never when it is received; 1 x when absent',
    quantity({ unit: 'x', min: 0, max: 100 }, '1.5 x'),
  ),
})

/** A field that accepts exactly one format number. */
export const formatNumber = (version: number) =>
  quantity<number>({ unit: '', whole: true, min: version, max: version }, String(version))

const symbol = text(/^[A-Za-z0-9@][\w@.:/-]{0,31}$/, 'a symbol as the venue writes it, of at most 32 characters', 'BTC')
const universe = list(symbol, { least: 1, most: 1000, check: twice })

/** The whole file, its fields in file order. */
export const file = group<StrategyFile>(
  {
    format: required('version of this format', formatNumber(format)),
    name: required(
      'unique among the files of a runtime',
      text(nameForm, 'lower-case letters, digits and hyphens, at most 80', 'calm-cross'),
    ),
    stage: required(
      'candidate: embedded exchange only; paper: no real money; canary: live with a part of its size; live: in full',
      oneOf(...stages),
    ),
    synthetic: required('bred on a simulated market; live venues refuse it', yesOrNo),
    expires: since(2, optional('time after which nothing is opened; live venues refuse a file without it', instant)),
    universe: required('symbols traded, in the order in which orders are sent', universe),
    interval: required('length of a bar', interval),
    seeds: required('trading ideas; absolute weights sum to at most 1', weightedSeeds),
    // Its fields depend on each other, which the type expresses and a table of fields cannot.
    ensemble: since(2, optional('how signals are combined; default: weighted sum', ensemble as never)),
    sizing: required('from exposure to position', sizing),
    exits: required('when a position is closed regardless of the seeds; an absent exit is off', exits),
    widened: since(
      2,
      optional('fields outside of their safe range on purpose; every other field must be within its own', widened),
    ),
    risk: required('limits that refuse orders or halt trading; they never change an order', risk),
    costs: required('trading costs assumed when the strategy was judged', costs),
    evidence: optional('data that it was judged on, and the verdicts', evidence),
    lineage: optional('where it comes from', lineage),
    migratedFrom: since(
      2,
      optional('hash of the older file from which this one was migrated, with the same meaning', contentHash),
    ),
    hash: required('SHA-256 of everything above it; a file whose hash does not match is refused', contentHash),
    approvals: required(
      'who approved it; adding one does not change the hash',
      list(
        group<Approval>(
          {
            by: required('a person', line('Ada Lovelace')),
            at: required('when', instant),
            signature: optional(
              'Ed25519 signature over hash, name and time, with the key of that person; live venues refuse a file without one',
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
