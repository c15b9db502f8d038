import { hour, parseTime } from '../../../market/units.ts'
import { int, real } from '../../../seeds/seed.ts'
import type { Strategy } from '../../strategy.ts'
import type { Known } from '../shape.ts'

/** Seeds that only these tests know, so that a new gene in a real one breaks none of them. */
export const known: Known = {
  seeds: [
    { name: 'average-cross', genes: { fast: int(3, 30), gap: int(2, 100) } },
    { name: 'fade-extremes', genes: { width: real(0.5, 4), patience: int(1, 50), floor: real(-1, 0) } },
  ],
}

/** Every field of a strategy is present, none of them at a bound. */
export const complete: Strategy = {
  name: 'calm-cross',
  stage: 'paper',
  synthetic: false,
  universe: ['BTC', 'ETH', '@107', 'NO'],
  interval: hour,
  seeds: [
    { name: 'average-cross', weight: 0.7, genes: { fast: 12, gap: 40 } },
    { name: 'fade-extremes', weight: -0.3, genes: { width: 2.25, patience: 10, floor: -0.4 } },
  ],
  sizing: { fraction: 0.07, leverage: 3, rebalance: 0.25 },
  exits: { stop: 0.05, trailing: 0.08, target: 0.14, time: 96 },
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
  approvals: [{ by: 'Ada Lovelace', at: parseTime('2025-02-01T09:30Z') }],
}
