import { html, type Markup } from './markup.ts'

/** What a judge says of something. What is not known is neither. */
export type Verdict = 'pass' | 'fail' | 'cannot say'

/** Said first on every page that a simulated market has to do with. */
export const syntheticLabel = html`<p class="synthetic">Synthetic market: simulated prices, no venue made them</p>`

/** The one sentence that a reader should leave with. */
export const verdict = (said: Verdict, sentence: string): Markup =>
  html`<p class="verdict ${tone(said)}">${sentence}</p>`

/** A sentence under the heading. */
export const summary = (sentence: string): Markup => html`<p class="summary">${sentence}</p>`

/** How to read what stands beside it. */
export const note = (words: string): Markup => html`<p class="note">${words}</p>`

/** Text of a file, or commands, to the letter. */
export const verbatim = (text: string): Markup => html`<pre>${text}</pre>`

const signs: Readonly<Record<Verdict, string>> = { pass: '✓', fail: '✗', 'cannot say': '?' }

/** A verdict in a cell, told apart without its colour too. */
export const badge = (said: Verdict): Markup => html`<span class="badge ${tone(said)}">${signs[said]} ${said}</span>`

const tone = (said: Verdict) => (said === 'cannot say' ? 'unsaid' : said)
