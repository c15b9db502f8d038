import { html, type Markup, type Part } from './markup.ts'

/**
 * A section of a page that depends on its data only. A live page draws the panel again with newer data and replaces the
 * element that has its id.
 */
export interface Panel<Data> {
  /** Id of the panel's HTML element, unique on the page. */
  readonly id: string
  readonly title: string
  /** @returns `undefined` when there is nothing to show */
  readonly content: (data: Data) => Part | Promise<Part>
}

/** Panels in reading order. The panels of an inner list stand side by side if the page is wide enough. */
export type Layout<Data> = readonly (Panel<Data> | readonly Panel<Data>[])[]

/** Draws a panel as a section. Without content the section is hidden, so that later content appears at its position. */
export async function drawPanel<Data>({ id, title, content }: Panel<Data>, data: Data): Promise<Markup> {
  const drawn = await content(data)
  if (drawn === undefined) return html`<section id="${id}" hidden></section>`
  return html`<section id="${id}"><h2>${title}</h2>${drawn}</section>`
}

/** Draws panels one after the other, because drawing all at once would hold the rows of all charts in memory. */
export async function drawPanels<Data>(layout: Layout<Data>, data: Data): Promise<Markup> {
  const drawn: Markup[] = []
  for (const one of layout) {
    drawn.push('id' in one ? await drawPanel(one, data) : html`<div class="pair">${await inTurn(one, data)}</div>`)
  }
  return html`<main>${drawn}</main>`
}

async function inTurn<Data>(panels: readonly Panel<Data>[], data: Data): Promise<readonly Markup[]> {
  const drawn: Markup[] = []
  for (const one of panels) drawn.push(await drawPanel(one, data))
  return drawn
}
