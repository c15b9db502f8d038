import { html } from '../../report/markup.ts'

/** Text in place of a figure when no gate has measured its values. */
export const notMeasured = html`<p>Not measured.</p>`
