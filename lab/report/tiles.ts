import { html, type Markup, trusted } from './markup.ts'
import { type Unit, withUnit } from './number-text.ts'

/** A named value: a text, or a number with its unit. An undefined number is shown as a dash. */
export type Tile =
  | { readonly name: string; readonly value: string }
  | { readonly name: string; readonly value: number | undefined; readonly unit: Unit }

/** Number of characters above which a value takes a whole row. */
const mostLetters = 44

/** Draws values side by side, as many in a row as fit. */
export const tiles = (all: readonly Tile[]): Markup => html`<dl class="tiles">${all.map(tile)}</dl>`

function tile(one: Tile): Markup {
  const text = 'unit' in one ? withUnit(one.value, one.unit) : one.value
  const broad = text.length > mostLetters ? trusted(' class="broad"') : undefined
  return html`<div${broad}><dt>${one.name}</dt><dd>${text}</dd></div>`
}
