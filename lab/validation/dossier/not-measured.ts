import { html } from '../../report/markup.ts'

/** Shown in place of a figure that no gate has measured. */
export const notMeasured = html`<p>Not measured.</p>`
