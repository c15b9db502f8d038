import type { Costs } from '../../market/fees.ts'
import { safeRanges } from '../safe-ranges.ts'
import type { Exits, RiskLimits, Scaled, Sizing, Strategy } from '../strategy.ts'
import { twice } from './complaints.ts'
import { checkGenes, find, genes } from './genes.ts'
import { evidence, lineage } from './provenance.ts'
import { percent, plainNumber, quantity } from './quantity.ts'
import { ensemble, weightedSeeds } from './seeds.ts'
import { type Complaint, group, list, named, optional, required, since } from './shape.ts'
import { instant, interval } from './times.ts'
import { line, oneOf, text, yesOrNo } from './words.ts'

/** The version of the file format: a runtime refuses what it was not written for. */
export const format = 2

/** What a strategy may be called; its file and its run bear the same name. */
export const nameForm = /^[a-z0-9][a-z0-9-]{0,79}$/

/** What stands in the file beside the strategy. */
export interface StrategyFile extends Strategy {
  readonly format: number
  readonly hash: string
}

const scaling = group<Scaled>(
  {
    name: required(
      'a scaling that this version knows',
      text(/^[a-z0-9][a-z0-9-]{0,79}$/, 'the name of a scaling', 'volatility-target'),
    ),
    genes: required("every gene of the scaling, within the scaling's own ranges", genes),
  },
  {
    check: (chosen, known) => {
      const found = find(chosen.name, 'scaling', known.scalings)
      return 'why' in found ? [{ ...found, at: ['name'] }] : checkGenes(chosen.genes, found, ['genes'])
    },
  },
)

const sizing = group<Sizing>({
  fraction: required(
    'notional of one symbol at full exposure, in percent of equity',
    percent({ above: 0, max: 1000 }, '30 %'),
  ),
  leverage: required(
    'leverage set at the venue: margin taken up is notional / leverage',
    quantity({ unit: 'x', whole: true, min: 1, max: 50 }, '3 x'),
  ),
  rebalance: required(
    "smallest change of exposure that is worth trading while the direction stays: of the whole, of a seed's share in a split, of the larger exposure with a scaling",
    plainNumber({ min: 0, max: 2 }, '0.25'),
  ),
  scaling: since(2, optional('what makes less of the fraction, bar by bar; absent: nothing does', scaling)),
})

const distance = percent({ above: 0, max: 100 }, '5 %')
const ranges = quantity<number>({ unit: 'ATR', above: 0, max: 100 }, '2.5 ATR')
const exits = group<Exits>(
  {
    stop: optional('out at this distance from the entry price, against us', distance),
    stopAtr: since(
      2,
      optional(
        'the same in mean true ranges, as they were when the position was decided on; the nearer counts',
        ranges,
      ),
    ),
    trailing: optional('out at this distance from the best price since entry; moved at each close', distance),
    trailingAtr: since(2, optional('the same in mean true ranges; the nearer counts', ranges)),
    target: optional(
      'out at this distance from the entry price, in our favour',
      percent({ above: 0, max: 10_000 }, '12 %'),
    ),
    targetAtr: since(2, optional('the same in mean true ranges; the nearer counts', ranges)),
    atrWindow: since(
      2,
      optional(
        'bars over which true ranges are averaged; there when, and only when, a distance is given in them',
        quantity({ unit: 'bars', whole: true, min: 1, max: 1000 }, '14 bars'),
      ),
    ),
    time: optional(
      'bars held, then out at the next open',
      quantity({ unit: 'bars', whole: true, min: 1, max: 1e6 }, '96 bars'),
    ),
  },
  {
    check: ({ stopAtr, trailingAtr, targetAtr, atrWindow }) => {
      const measured = stopAtr !== undefined || trailingAtr !== undefined || targetAtr !== undefined
      if (measured && atrWindow === undefined) {
        return [{ at: [], why: 'lacks the field atrWindow, over which the true ranges of its distances are averaged' }]
      }
      return !measured && atrWindow !== undefined
        ? [{ at: ['atrWindow'], why: 'measures nothing: no distance is given in true ranges' }]
        : []
    },
  },
)

const timesEquity = quantity<number>({ unit: 'x equity', above: 0, max: 100 }, '1.5 x equity')
const loss = percent({ above: 0, max: 100 }, '20 %')
const risk = group<RiskLimits>({
  maxPosition: required('notional of one symbol after an order', timesEquity),
  maxGross: required('sum of all notionals after an order', timesEquity),
  maxOrderUsd: named(
    'maxOrder',
    required('notional of one order', quantity({ unit: 'USD', above: 0, max: 1e9 }, '5000 USD')),
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

const widened = list(oneOf(...safeRanges.map(({ path }) => path)), { check: twice })

/** The whole file, in the order of reading. */
export const file = group<StrategyFile>(
  {
    format: required('version of this format', formatNumber(format)),
    name: required(
      'unique among the files of a runtime',
      text(nameForm, 'lower-case letters, digits and hyphens, at most 80', 'calm-cross'),
    ),
    stage: required(
      'how far it may go: a candidate trades on the embedded exchange and nowhere else',
      oneOf('candidate', 'paper'),
    ),
    synthetic: required('bred on a simulated market: no live venue takes it', yesOrNo),
    universe: required('symbols traded, in the order in which orders are sent', universe),
    interval: required('length of a bar', interval),
    seeds: required(
      "trading ideas; opinions are added up by weight, and the weights' magnitudes sum to at most 1",
      weightedSeeds,
    ),
    // Its fields hang on each other, which the type says and a table of fields cannot.
    ensemble: since(
      2,
      optional('how several opinions become one; absent: they are added up by weight', ensemble as never),
    ),
    sizing: required('from exposure to position', sizing),
    exits: required('when a position is left without asking the seeds; what is absent does not exit', exits),
    widened: since(
      2,
      optional(
        'fields that leave the range thought safe for crypto markets, on purpose: one that is not named here must be within it',
        widened,
      ),
    ),
    risk: required('limits that refuse or halt, and never reshape an order', risk),
    costs: required('what trading was assumed to cost when the strategy was judged', costs),
    evidence: optional('what it was judged on, and the verdicts', evidence),
    lineage: optional('where it comes from', lineage),
    migratedFrom: since(
      2,
      optional(
        'hash of the older file that this one was written anew from, with the same meaning',
        text(/^sha256:[0-9a-f]{64}$/, '`sha256:` and 64 hex digits', `sha256:${'0'.repeat(64)}`),
      ),
    ),
    hash: required(
      'SHA-256 of everything above it; a file whose hash does not match is refused',
      text(/^sha256:[0-9a-f]{64}$/, '`sha256:` and 64 hex digits', `sha256:${'0'.repeat(64)}`),
    ),
    approvals: required(
      'who let it pass; may be added to without changing the hash',
      list(
        group({ by: required('a person', line('Ada Lovelace')), at: required('when', instant) }, { layout: 'line' }),
      ),
    ),
  },
  { check: checkRanges },
)

/** A number that has lost or bought too much at the wrong moment in a market like this is not written by accident. */
function checkRanges(strategy: StrategyFile): readonly Complaint[] {
  const { widened = [] } = strategy
  return safeRanges.flatMap(({ path, min, max, value, show }) => {
    const found = value(strategy)
    const isSafe = found === undefined || (found >= min && found <= max)
    const range = `${show(min)} to ${show(max)}`
    const place = widened.indexOf(path)
    if (place >= 0 && isSafe) {
      return {
        at: ['widened', place],
        why: `${path} is ${found === undefined ? 'absent' : 'within'} the range thought safe, ${range}: take it off the list`,
      }
    }
    return isSafe || place >= 0
      ? []
      : {
          at: path.split('.'),
          why: `found ${show(found)}, outside of what is thought safe for crypto markets, ${range}; if that is on purpose, name ${path} under widened`,
        }
  })
}
