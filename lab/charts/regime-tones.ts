import { marketRegime } from '../regimes/composite.ts'
import { correlationRegime } from '../regimes/correlation-regime.ts'
import { sentimentRegime } from '../regimes/sentiment.ts'
import { trendRegime } from '../regimes/trend.ts'
import { volatilityRegime } from '../regimes/volatility.ts'
import { volumeRegime } from '../regimes/volume.ts'

/**
 * Colours from dangerous to calm, dark at both ends. They differ in lightness, and stay distinct with the common
 * colour blindnesses.
 */
const tones = {
  danger: '#c24e00',
  wary: '#f2a766',
  stir: '#e8d44d',
  plain: '#dfe3e8',
  usual: '#a9b3bf',
  mild: '#7fb8de',
  ease: '#0072b2',
} as const
type Tone = keyof typeof tones

/** One state of a regime detector, as drawn. */
export interface RegimeState {
  /** Value of the state in the detector's column; an integer from 0. */
  readonly code: number
  /** Display name, such as `risk off`. */
  readonly name: string
  /** CSS colour, such as `#c24e00`. */
  readonly colour: string
}

/** States of each regime detector. A state's index in its list is its code. */
export const regimeStates = {
  composite: states(marketRegime, { riskOff: 'danger', transitional: 'stir', neutral: 'plain', riskOn: 'ease' }),
  sentiment: states(sentimentRegime, {
    extremeFear: 'danger',
    fear: 'wary',
    neutral: 'plain',
    greed: 'mild',
    extremeGreed: 'ease',
  }),
  trend: states(trendRegime, { bear: 'danger', sideways: 'plain', bull: 'ease' }),
  volatility: states(volatilityRegime, { low: 'ease', medium: 'plain', high: 'danger' }),
  correlation: states(correlationRegime, { breakdown: 'ease', normal: 'plain', high: 'danger' }),
  volume: states(volumeRegime, { low: 'plain', normal: 'usual', high: 'stir' }),
} as const
export type RegimeName = keyof typeof regimeStates

function states<Name extends string>(
  codes: Readonly<Record<Name, number>>,
  toneOf: Readonly<Record<Name, Tone>>,
): readonly RegimeState[] {
  return (Object.keys(codes) as Name[])
    .map(name => ({
      code: codes[name],
      name: name.replace(/[A-Z]/g, capital => ` ${capital.toLowerCase()}`),
      colour: tones[toneOf[name]],
    }))
    .sort((a, b) => a.code - b.code)
}
