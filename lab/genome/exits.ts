import { drawGene } from '../seeds/draw.ts'
import type { GeneSpec } from '../seeds/seed.ts'
import type { Exits } from '../strategy/strategy.ts'
import { type Chosen, crossChoice, drawChoice, mutateChoice } from './choice.ts'
import { atrWindow, type ExitPurpose, exitOptions } from './exit-options.ts'
import { named } from './gene.ts'
import type { Part } from './part.ts'
import type { Space } from './space.ts'
import { mutateOne } from './variation.ts'

const specs: Readonly<Record<string, GeneSpec>> = {
  ...Object.fromEntries(Object.values(exitOptions).flatMap(options => Object.values(options).flatMap(Object.entries))),
  atrWindow,
}

/** Exits as a part of a genome: one option for each kind of exit that the run evolves. */
export const exits: Part<Exits> = {
  draw: (space, chance) =>
    space.exits &&
    assembled(
      space,
      purpose => drawChoice(exitOptions[purpose], chance),
      () => drawGene(atrWindow, chance),
    ),
  cross: (a, b, space, context) =>
    assembled(
      space,
      purpose => crossChoice(chosen(a, purpose), chosen(b, purpose), exitOptions[purpose], context),
      () =>
        a.atrWindow !== undefined && b.atrWindow !== undefined
          ? context.crossGene(a.atrWindow, b.atrWindow, atrWindow, context.chance)
          : (a.atrWindow ?? b.atrWindow),
    ),
  mutate: (part, space, context) =>
    assembled(
      space,
      purpose => mutateChoice(chosen(part, purpose), exitOptions[purpose], context),
      () =>
        part.atrWindow === undefined
          ? drawGene(atrWindow, context.chance)
          : mutateOne(part.atrWindow, atrWindow, context),
    ),
  genes: part => named('exits', { ...part }, specs),
}

/** Whether any exit distance is measured in average true ranges (ATR). */
export const measured = ({ stopAtr, trailingAtr, targetAtr }: Exits): boolean =>
  stopAtr !== undefined || trailingAtr !== undefined || targetAtr !== undefined

/**
 * Assembles exits from one option per evolved kind. The ATR window is added if one of these exits uses it and the plan
 * does not fix it for all genomes.
 */
function assembled(
  { exits = [], atrWindow }: Space,
  choose: (purpose: ExitPurpose) => Chosen | undefined,
  window: () => number | undefined,
): Exits {
  const found: Exits = Object.assign({}, ...exits.map(purpose => choose(purpose)?.genes))
  if (!measured(found) || atrWindow !== undefined) return found
  return { ...found, atrWindow: window() as number }
}

/** The option that these exits use for the kind `purpose`; undefined if they use none. */
function chosen(part: Exits, purpose: ExitPurpose): Chosen | undefined {
  for (const name of Object.keys(exitOptions[purpose]) as (keyof Exits)[]) {
    const value = part[name]
    if (value !== undefined) return { name, genes: { [name]: value } }
  }
  return undefined
}
