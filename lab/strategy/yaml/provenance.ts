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

// A leveraged account can lose more than it has, and a short backtest can gain beyond all reason.
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
    gate: required('what was asked', line('deflated-sharpe')),
    verdict: required('the answer', oneOf('pass', 'fail', 'cannot say')),
    found: optional('the number found; absent when it does not exist', plainNumber({}, '0.97')),
    required: required('the number that had to be reached', plainNumber({}, '0.95')),
  },
  { layout: 'line' },
)

const paperSeen = group<PaperSeen>(
  {
    run: required('its name', line('calm-cross-binance-2025-03-01-2025-04-01-1f4a9c02')),
    venue: required('where it traded', line('embedded')),
    from: required('when it began', instant),
    to: required('its last close', instant),
    journal: required('SHA-256 of its journal', contentHash),
  },
  { layout: 'line', check: backwards },
)

export const evidence = group<Evidence>({
  evaluations: required('backtests that this strategy is the best of', count('50000')),
  data: required('what was seen', list(dataSeen, { least: 1 })),
  segments: required('results by part of the data', list(segmentResult)),
  gates: required('questions asked before promotion', list(gateResult)),
  looks: since(2, optional('times that the locked test had been opened for anybody, this one included', count('1', 1))),
  thresholds: since(2, optional('SHA-256 of the file of thresholds that it was judged by', contentHash)),
  paper: since(2, optional('the paper run, where there was one', paperSeen)),
})

const genomeName = text(/^[0-9a-f]{16}$/, '16 hex digits', '9f86d081884c7d65')

export const lineage = group<Lineage>({
  run: required('the evolution run', line('2025-01-31-ema')),
  engine: required('version of the engine that bred it', line('seedbed 0.1.0')),
  seedNumber: required("the run's random seed", count('42')),
  generation: required('in which it was born', count('37')),
  genome: since(2, optional('what its run calls the genome', genomeName)),
  parents: since(2, optional('of the genomes that it was bred from', list(genomeName, { most: 2 }))),
  from: since(2, optional('hash of the file of an earlier stage that this one was made of', contentHash)),
})
