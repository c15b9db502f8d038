import { html, type Markup, type Part } from './markup.ts'

/**
 * A part of a page that is drawn from its data alone. A page that lives draws it again with newer data, and puts the result in the place
 * of the element that has its id.
 */
export interface Panel<Data> {
  /** Of the element; no other on the page has it. */
  readonly id: string
  readonly title: string
  /** @returns `undefined` where the data have nothing to say */
  readonly content: (data: Data) => Part | Promise<Part>
}

/** In reading order; those in a list of their own stand beside each other where there is room. */
export type Layout<Data> = readonly (Panel<Data> | readonly Panel<Data>[])[]

/** One section with the panel's id. Without anything to say it is hidden, and keeps the panel's place on the page. */
export async function drawPanel<Data>({ id, title, content }: Panel<Data>, data: Data): Promise<Markup> {
  const drawn = await content(data)
  if (drawn === undefined) return html`<section id="${id}" hidden></section>`
  return html`<section id="${id}"><h2>${title}</h2>${drawn}</section>`
}

/** The panels of a page, drawn one after the other: all at once would hold the rows of all charts in memory. */
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
