import type { DataSeen, Evidence, GateResult, Lineage, PaperSeen, SegmentResult } from '../strategy.ts'
import { backwards } from './complaints.ts'
import { count, percent, plainNumber } from './quantity.ts'
import { group, list, optional, required, since } from './shape.ts'
import { instant } from './times.ts'
import { contentHash, line, oneOf, text } from './words.ts'

const dataSeen = group<DataSeen>(
  {
    venue: required('where the prices come from', line('hyperliquid')),
    symbol: required('of the universe', line('BTC')),
    from: required('open time of the first bar', instant),
    to: required('end of the last bar', instant),
    bars: required('bars seen', count('8760', 1)),
    fingerprint: required(
      'SHA-256 of the columns',
      text(
        /^(sha256:)?[0-9a-f]{64}$/,
        '64 hex digits',
        'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      ),
    ),
  },
  { layout: 'line', check: backwards },
)

// The range is wide: a leveraged account can lose more than its equity, and a short backtest can gain an absurd amount.
const gain = percent({ min: -1000, max: 1e12 }, '18.4 %')
const segmentResult = group<SegmentResult>(
  {
    name: required('which part of the data', oneOf('train', 'validation', 'test')),
    from: required('start', instant),
    to: required('end', instant),
    trades: required('round trips', count('142')),
    totalReturn: required('after costs', gain),
    sharpeAnnual: optional('Sharpe ratio, annualised; absent when it does not exist', plainNumber({}, '1.31')),
    maxDrawdown: required('largest loss from a peak of equity', percent({ min: 0, max: 1000 }, '9.2 %')),
  },
  { layout: 'line', check: backwards },
)

const gateResult = group<GateResult>(
  {
    gate: required('name of the gate', line('deflated-sharpe')),
    verdict: required('verdict of the gate', oneOf('pass', 'fail', 'cannot say')),
    found: optional('number found; absent when it cannot be computed', plainNumber({}, '0.97')),
    required: required('number required', plainNumber({}, '0.95')),
  },
  { layout: 'line' },
)

const paperSeen = group<PaperSeen>(
  {
    run: required('name of the run', line('calm-cross-binance-2025-03-01-2025-04-01-1f4a9c02')),
    venue: required('venue that it traded on', line('embedded')),
    from: required('start', instant),
    to: required('last close', instant),
    journal: required('SHA-256 of its journal', contentHash),
  },
  { layout: 'line', check: backwards },
)

/** The part of a strategy file on the tests behind the strategy. */
export const evidence = group<Evidence>({
  evaluations: required('number of backtests of which this strategy is the best', count('50000')),
  data: required('data that was used', list(dataSeen, { least: 1 })),
  segments: required('results by part of the data', list(segmentResult)),
  gates: required('gates passed or failed before promotion', list(gateResult)),
  looks: since(2, optional('number of accesses to the locked test data by anyone, including this one', count('1', 1))),
  thresholds: since(2, optional('SHA-256 of the thresholds file used by the judgement', contentHash)),
  paper: since(2, optional('the paper run, where there was one', paperSeen)),
})

const genomeName = text(/^[0-9a-f]{16}$/, '16 hex digits', '9f86d081884c7d65')

/** The part of a strategy file on the evolution run that produced the strategy. */
export const lineage = group<Lineage>({
  run: required('the evolution run', line('2025-01-31-ema')),
  engine: required('version of the engine that bred it', line('seedbed 0.1.0')),
  seedNumber: required("the run's random seed", count('42')),
  generation: required('generation in which it was bred', count('37')),
  genome: since(2, optional('id of the genome', genomeName)),
  parents: since(2, optional('ids of its parents', list(genomeName, { most: 2 }))),
  from: since(2, optional('hash of the file of an earlier stage from which this one was promoted', contentHash)),
})
