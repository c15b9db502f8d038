import { expect, test } from 'vitest'
import { type BarSteps, insideBars, openBars } from './bar-sequence.ts'
import { epochMs } from './units.ts'

/** The steps taken in one bar of two symbols. */
function walked(stopped: readonly string[]): readonly string[] {
  const taken: string[] = []
  const steps: BarSteps<string> = {
    fundOpening: bar => taken.push(`opening funding of ${bar}`),
    liquidate: moving => taken.push(`liquidation while ${moving.join(' and ') || 'nothing'} moves`),
    fill: bars => taken.push(`fills of ${bars.join(' and ')}`),
    fundLater: bar => taken.push(`later funding of ${bar}`),
    stop: bar => taken.push(`stop of ${bar}`) > 0 && stopped.includes(bar),
    target: bar => taken.push(`target of ${bar}`),
  }
  openBars(['BTC', 'ETH'], epochMs(1_704_067_200_000), steps)
  insideBars(['BTC', 'ETH'], epochMs(1_704_070_799_999), steps)
  return taken
}

test('a bar is funding, liquidation, fills, funding, liquidation, stop, target', () => {
  expect(walked([])).toEqual([
    'opening funding of BTC',
    'opening funding of ETH',
    'liquidation while nothing moves',
    'fills of BTC and ETH',
    'later funding of BTC',
    'later funding of ETH',
    'liquidation while BTC and ETH moves',
    'stop of BTC',
    'target of BTC',
    'stop of ETH',
    'target of ETH',
  ])
})

test('a symbol whose stop was reached does not reach its target in the same bar', () => {
  expect(walked(['BTC']).slice(-3)).toEqual(['stop of BTC', 'stop of ETH', 'target of ETH'])
})
