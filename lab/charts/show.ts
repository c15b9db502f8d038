import type { Chart } from './chart.ts'
import { renderSvg } from './render.ts'
import { config } from './theme.ts'

/** The same thing in several formats, by MIME type; whoever displays it takes the richest that it knows. */
export type MimeBundle = Readonly<Record<string, unknown>>

/** Under this key the notebook kernel (`scripts/kernel/start.ts`) offers to display things in the running cell. */
export const displayPort = Symbol.for('seedbed.display')

/** An arquero table, or whatever else can say itself in HTML. */
interface Html {
  toHTML(): string
}

/**
 * Shows a chart or a table below the running notebook cell: a chart that can be zoomed where the notebook is alive, a
 * picture where it is only read. A chart without a theme of its own gets the lab's.
 *
 * @throws Error outside a notebook that `npm run notebook` started
 */
export async function show(what: Chart | Html): Promise<void> {
  const display: ((bundle: MimeBundle) => void) | undefined = Reflect.get(globalThis, displayPort)
  if (!display) throw new Error('show draws into a notebook of `npm run notebook`; elsewhere use renderSvg')
  display(isHtml(what) ? { 'text/html': what.toHTML() } : await drawing(what))
}

const isHtml = (what: object): what is Html => 'toHTML' in what

async function drawing(chart: Chart): Promise<MimeBundle> {
  const themed = { config, ...chart }
  return {
    'application/vnd.vegalite.v5+json': themed,
    'image/svg+xml': await renderSvg(themed),
    'text/plain': '[chart]',
  }
}
