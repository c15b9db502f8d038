import { html, type Markup, type Part } from './markup.ts'

/**
 * A section of a page, drawn from data alone. A live page draws it again with newer data and replaces the element with its id.
 */
export interface Panel<Data> {
  /** Id of its element, unique on the page. */
  readonly id: string
  readonly title: string
  /** @returns `undefined` when there is nothing to show */
  readonly content: (data: Data) => Part | Promise<Part>
}

/** Panels in reading order. Those of an inner list stand beside each other if the page is wide enough. */
export type Layout<Data> = readonly (Panel<Data> | readonly Panel<Data>[])[]

/** Draws the panel as one section. Without content the section is hidden and keeps its place on the page. */
export async function drawPanel<Data>({ id, title, content }: Panel<Data>, data: Data): Promise<Markup> {
  const drawn = await content(data)
  if (drawn === undefined) return html`<section id="${id}" hidden></section>`
  return html`<section id="${id}"><h2>${title}</h2>${drawn}</section>`
}

/** Draws panels one after the other; drawing all at once would hold the rows of all charts in memory. */
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
