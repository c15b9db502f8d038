import type { Chart } from './chart.ts'
import { renderSvg } from './render.ts'
import { config } from './theme.ts'

/** One output in several formats, by MIME type. The viewer uses the richest that it supports. */
export type MimeBundle = Readonly<Record<string, unknown>>

/**
 * Key of the global function that displays output in the running cell. The notebook kernel
 * (`scripts/kernel/start.ts`) provides it.
 */
export const displayPort = Symbol.for('seedbed.display')

/** An arquero table, or any object that can render itself as HTML. */
interface Html {
  toHTML(): string
}

/**
 * Shows a chart or a table below the running notebook cell. In an interactive notebook the chart can be zoomed;
 * elsewhere it is a static picture. A chart without a theme gets the lab's.
 *
 * @throws Error outside a notebook that `npm run notebook` started
 */
export async function show(what: Chart | Html): Promise<void> {
  const display: ((bundle: MimeBundle) => void) | undefined = Reflect.get(globalThis, displayPort)
  if (!display) throw new Error('show works only in a notebook of `npm run notebook`; use renderSvg elsewhere')
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
