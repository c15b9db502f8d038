import type { Spec } from 'vega'
import { type Chart, pointerLayer } from './chart.ts'

/**
 * Draws a chart as a still picture, without a browser or a canvas.
 *
 * @returns one `<svg>` element as text
 * @throws Error from Vega or Vega-Lite when the chart is not valid
 */
export async function renderSvg(chart: Chart): Promise<string> {
  // Imported on first use: loading takes 0.3 s, and notebooks cannot `require` these modules.
  const { View, parse } = await import('vega')
  const view = new View(parse(await compileChart(withoutPointer(chart))), { renderer: 'none' })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** Compiles a chart to Vega, so that a page can draw it without Vega-Lite. @throws Error when the chart is not valid */
export async function compileChart(chart: Chart): Promise<Spec> {
  const { compile } = await import('vega-lite')
  return compile(chart).spec
}

function withoutPointer(chart: Chart): Chart {
  if (!('layer' in chart)) return chart
  return { ...chart, layer: chart.layer.filter(layer => layer.name !== pointerLayer) }
}
