import { html, type Markup } from './markup.ts'

/** A judge's verdict; `cannot say` when something needed is unknown. */
export type Verdict = 'pass' | 'fail' | 'cannot say'

/** Label at the top of every page that is based on a simulated market. */
export const syntheticLabel = html`<p class="synthetic">Synthetic market: simulated prices, no venue made them</p>`

/** The main result in one sentence, styled by its verdict. */
export const verdict = (said: Verdict, sentence: string): Markup =>
  html`<p class="verdict ${tone(said)}">${sentence}</p>`

/** A sentence below the heading. */
export const summary = (sentence: string): Markup => html`<p class="summary">${sentence}</p>`

/** An explanation of the figure or table beside it. */
export const note = (words: string): Markup => html`<p class="note">${words}</p>`

/** The text of a file or of commands, with its line breaks and spaces kept. */
export const verbatim = (text: string): Markup => html`<pre>${text}</pre>`

const signs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✗', 'cannot say': '?' }

/** A verdict in a table cell; its sign distinguishes it without colour. */
export const badge = (said: Verdict): Markup => html`<span class="badge ${tone(said)}">${signs[said]} ${said}</span>`

const tone = (said: Verdict) => (said === 'cannot say' ? 'unsaid' : said)
