import { drawGene } from '../seeds/draw.ts'
import { type GeneSpec, int, real } from '../seeds/seed.ts'
import { safeRange } from '../strategy/safe-ranges.ts'
import type { Exits } from '../strategy/strategy.ts'
import { type Chosen, crossChoice, drawChoice, mutateChoice, type Options } from './choice.ts'
import { named } from './gene.ts'
import type { Part } from './part.ts'
import type { Space } from './space.ts'
import { mutateOne } from './variation.ts'

type Distance = Exclude<keyof Exits, 'atrWindow' | 'time'>

const fraction = (name: Distance) => bounded(name, 'fraction of the price')
const ranges = (name: Distance) => bounded(name, 'mean true ranges')

/**
 * The ways out of a position, and how each may be measured: in one way at a time, or it is not there. Bounds are those that are thought safe;
 * a position is held for 2 bars at least, or it would be left as soon as it is there.
 */
export const exitOptions = {
  stop: { stop: { stop: fraction('stop') }, stopAtr: { stopAtr: ranges('stopAtr') } },
  trailing: { trailing: { trailing: fraction('trailing') }, trailingAtr: { trailingAtr: ranges('trailingAtr') } },
  target: { target: { target: fraction('target') }, targetAtr: { targetAtr: ranges('targetAtr') } },
  time: { time: { time: int(2, 240) } },
} as const satisfies Readonly<Record<string, Options>>

export type ExitPurpose = keyof typeof exitOptions
export const exitPurposes = Object.keys(exitOptions) as readonly ExitPurpose[]

/** Bars over which true ranges are averaged. */
export const atrWindow = int(safeRange('exits.atrWindow').min, safeRange('exits.atrWindow').max)

const specs: Readonly<Record<string, GeneSpec>> = {
  ...Object.fromEntries(Object.values(exitOptions).flatMap(options => Object.values(options).flatMap(Object.entries))),
  atrWindow,
}

/** Each way out that the run evolves is a choice. */
export const exits: Part<Exits> = {
  draw: (space, chance) =>
    space.exits &&
    assembled(
      space,
      purpose => drawChoice(exitOptions[purpose], chance),
      () => drawGene(atrWindow, chance),
    ),
  cross: (a, b, space, crossing) =>
    assembled(
      space,
      purpose => crossChoice(chosen(a, purpose), chosen(b, purpose), exitOptions[purpose], crossing),
      () =>
        a.atrWindow !== undefined && b.atrWindow !== undefined
          ? crossing.crossGene(a.atrWindow, b.atrWindow, atrWindow, crossing.chance)
          : (a.atrWindow ?? b.atrWindow),
    ),
  mutate: (part, space, mutating) =>
    assembled(
      space,
      purpose => mutateChoice(chosen(part, purpose), exitOptions[purpose], mutating),
      () =>
        part.atrWindow === undefined
          ? drawGene(atrWindow, mutating.chance)
          : mutateOne(part.atrWindow, atrWindow, mutating),
    ),
  genes: part => named('exits', { ...part }, specs),
}

/** Whether any distance is measured in true ranges. */
export const measured = ({ stopAtr, trailingAtr, targetAtr }: Exits): boolean =>
  stopAtr !== undefined || trailingAtr !== undefined || targetAtr !== undefined

/** A window is there when, and only when, something is measured over it and the plan has none for all. */
function assembled(
  { exits = [], atrWindow }: Space,
  choose: (purpose: ExitPurpose) => Chosen | undefined,
  window: () => number | undefined,
): Exits {
  const found: Exits = Object.assign({}, ...exits.map(purpose => choose(purpose)?.genes))
  if (!measured(found) || atrWindow !== undefined) return found
  return { ...found, atrWindow: window() as number }
}

function chosen(part: Exits, purpose: ExitPurpose): Chosen | undefined {
  for (const name of Object.keys(exitOptions[purpose]) as (keyof Exits)[]) {
    const value = part[name]
    if (value !== undefined) return { name, genes: { [name]: value } }
  }
  return undefined
}

function bounded(name: Distance, unit: string): GeneSpec {
  const { min, max } = safeRange(`exits.${name}`)
  return real(min, max, unit)
}
