import { hour, parseTime } from '../../../market/units.ts'
import { fail, ok, type Result } from '../../../result.ts'
import type { Expression } from '../../../seeds/formula/expression.ts'
import { parseFormula } from '../../../seeds/formula/parse.ts'
import { int, real } from '../../../seeds/seed.ts'
import type { Strategy } from '../../strategy.ts'
import { hashOf } from '../models.ts'
import type { Known } from '../shape.ts'

/** Content of the only model file. */
export const lesson = new TextEncoder().encode('{"buy":"low"}\n')

/** Members that exist only in these tests, so that a new gene in a real member breaks none of them. */
export const known: Known = {
  seeds: [
    { name: 'average-cross', genes: { fast: int(3, 30), gap: int(2, 100) } },
    { name: 'fade-extremes', genes: { width: real(0.5, 4), patience: int(1, 50), floor: real(-1, 0) } },
    { name: 'written-rule', genes: { hold: int(1, 240) }, requires: 'formula' },
    { name: 'good-pupil', genes: { lookback: int(10, 500) }, learner: { read: readLesson } },
    { name: 'made-elsewhere', genes: {}, requires: 'model', learner: { read: readLesson } },
  ],
  enhancers: [
    { name: 'least-strength', genes: { least: real(0, 0.9) } },
    { name: 'mood', genes: { calm: real(0, 1.5), wild: real(0, 1.5) } },
  ],
  scalings: [{ name: 'steady-risk', genes: { target: real(0.01, 0.5), window: int(20, 500) } }],
  models: file => (file === 'calm-cross.model.json' ? lesson : undefined),
}

function readLesson(content: Uint8Array): Result<unknown, string> {
  const text = new TextDecoder().decode(content)
  return text.startsWith('{') ? ok(JSON.parse(text)) : fail('it begins with no brace')
}

const written = (text: string): Expression => {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(parsed.error[0].why)
  return parsed.value
}

/** A strategy with every field present and none at a bound. */
export const complete: Strategy = {
  name: 'calm-cross',
  stage: 'paper',
  synthetic: false,
  universe: ['BTC', 'ETH', '@107', 'NO'],
  interval: hour,
  seeds: [
    { name: 'average-cross', weight: 0.5, genes: { fast: 12, gap: 40 } },
    { name: 'fade-extremes', weight: -0.2, genes: { width: 2.25, patience: 10, floor: -0.4 } },
    {
      name: 'written-rule',
      weight: 0.2,
      genes: { hold: 24 },
      formula: {
        long: written('crosses(ema(close, 12), ema(close, 40)) and rsi(close, 14) < 60'),
        short: written('crosses(ema(close, 40), ema(close, 12))'),
        flat: written('volume < 0.5 * sma(volume, 20)'),
      },
      enhancers: { 'least-strength': { least: 0.3 }, mood: { calm: 1, wild: 0.25 } },
    },
    {
      name: 'good-pupil',
      weight: 0.05,
      genes: { lookback: 250 },
      model: { file: 'calm-cross.model.json', hash: hashOf(lesson), fitted: { buy: 'low' } },
    },
    {
      name: 'made-elsewhere',
      weight: 0.05,
      genes: {},
      model: {
        file: 'calm-cross.model.json',
        hash: hashOf(lesson),
        trainedTo: parseTime('2023-05-01'),
        fitted: { buy: 'low' },
      },
    },
  ],
  ensemble: { method: 'vote', quorum: 0.1 },
  sizing: {
    fraction: 0.07,
    leverage: 3,
    rebalance: 0.25,
    scaling: { name: 'steady-risk', genes: { target: 0.12, window: 96 } },
  },
  exits: {
    stop: 0.05,
    stopAtr: 2.5,
    trailing: 0.08,
    trailingAtr: 3,
    target: 0.14,
    targetAtr: 6,
    atrWindow: 14,
    time: 96,
  },
  widened: ['sizing.fraction'],
  risk: {
    maxPosition: 1.5,
    maxGross: 3,
    maxOrderUsd: 5000,
    maxOrdersPerDay: 200,
    maxDrawdown: 0.29,
    maxDailyLoss: 0.06,
    maxPriceAge: 2,
  },
  costs: { taker: 4.5, maker: 1.5, slippage: 2, unknownFunding: 0.125, paidFundingFactor: 1.5 },
  evidence: {
    evaluations: 50_000,
    data: [
      {
        venue: 'hyperliquid',
        symbol: 'BTC',
        from: parseTime('2023-05-12'),
        to: parseTime('2025-01-31T12:00Z'),
        bars: 15_012,
        fingerprint: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
    ],
    segments: [
      {
        name: 'test',
        from: parseTime('2024-09-01'),
        to: parseTime('2025-01-31T12:00Z'),
        trades: 142,
        totalReturn: 0.184,
        sharpeAnnual: 1.31,
        maxDrawdown: 0.092,
      },
    ],
    gates: [{ gate: 'deflated-sharpe', verdict: 'pass', found: 0.97, required: 0.95 }],
  },
  lineage: { run: '2025-01-31-average', engine: 'seedbed 0.1.0', seedNumber: 42, generation: 37 },
  migratedFrom: 'sha256:560a735b285cdf56d6c10b6ea7faa0277f8ab41cc66299eab11c63181f134019',
  approvals: [{ by: 'Ada Lovelace', at: parseTime('2025-02-01T09:30Z') }],
}
