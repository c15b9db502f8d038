import { html } from '../../report/markup.ts'

/** What stands for a picture of what no gate has measured. */
export const notMeasured = html`<p>Not measured.</p>`
