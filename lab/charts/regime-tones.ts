import { marketRegime } from '../regimes/composite.ts'
import { correlationRegime } from '../regimes/correlation-regime.ts'
import { sentimentRegime } from '../regimes/sentiment.ts'
import { trendRegime } from '../regimes/trend.ts'
import { volatilityRegime } from '../regimes/volatility.ts'
import { volumeRegime } from '../regimes/volume.ts'

/** From danger to ease, told apart under the common colour blindnesses and by lightness: dark at both ends. */
export const tones = {
  danger: '#c24e00',
  wary: '#f2a766',
  stir: '#e8d44d',
  plain: '#dfe3e8',
  usual: '#a9b3bf',
  mild: '#7fb8de',
  ease: '#0072b2',
} as const

export interface RegimeState {
  readonly code: number
  readonly name: string
  readonly colour: string
}

/** What each detector can say, in the order of its codes. */
export const regimeStates = {
  composite: [
    { code: marketRegime.riskOff, name: 'risk off', colour: tones.danger },
    { code: marketRegime.transitional, name: 'transitional', colour: tones.stir },
    { code: marketRegime.neutral, name: 'neutral', colour: tones.plain },
    { code: marketRegime.riskOn, name: 'risk on', colour: tones.ease },
  ],
  sentiment: [
    { code: sentimentRegime.extremeFear, name: 'extreme fear', colour: tones.danger },
    { code: sentimentRegime.fear, name: 'fear', colour: tones.wary },
    { code: sentimentRegime.neutral, name: 'neutral', colour: tones.plain },
    { code: sentimentRegime.greed, name: 'greed', colour: tones.mild },
    { code: sentimentRegime.extremeGreed, name: 'extreme greed', colour: tones.ease },
  ],
  trend: [
    { code: trendRegime.bear, name: 'bear', colour: tones.danger },
    { code: trendRegime.sideways, name: 'sideways', colour: tones.plain },
    { code: trendRegime.bull, name: 'bull', colour: tones.ease },
  ],
  volatility: [
    { code: volatilityRegime.low, name: 'low', colour: tones.ease },
    { code: volatilityRegime.medium, name: 'medium', colour: tones.plain },
    { code: volatilityRegime.high, name: 'high', colour: tones.danger },
  ],
  correlation: [
    { code: correlationRegime.breakdown, name: 'breakdown', colour: tones.ease },
    { code: correlationRegime.normal, name: 'normal', colour: tones.plain },
    { code: correlationRegime.high, name: 'high', colour: tones.danger },
  ],
  volume: [
    { code: volumeRegime.low, name: 'low', colour: tones.plain },
    { code: volumeRegime.normal, name: 'normal', colour: tones.usual },
    { code: volumeRegime.high, name: 'high', colour: tones.stir },
  ],
} as const satisfies Record<string, readonly RegimeState[]>
export type RegimeName = keyof typeof regimeStates
