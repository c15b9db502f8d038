import type { Spec } from 'vega'
import { type Chart, pointerLayer } from './chart.ts'

/**
 * The chart as a still picture, drawn without a browser or a canvas.
 *
 * @returns one `<svg>` element as text
 * @throws Error from Vega or Vega-Lite when the chart is not well formed
 */
export async function renderSvg(chart: Chart): Promise<string> {
  // Imported when first used: drawing takes 0.3 s to load, and its modules cannot be `require`d, which notebooks do.
  const { View, parse } = await import('vega')
  const view = new View(parse(await compileChart(withoutPointer(chart))), { renderer: 'none' })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

/** The chart in Vega, which is what a browser draws without having to load Vega-Lite. @throws Error when the chart is not well formed */
export async function compileChart(chart: Chart): Promise<Spec> {
  const { compile } = await import('vega-lite')
  return compile(chart).spec
}

function withoutPointer(chart: Chart): Chart {
  if (!('layer' in chart)) return chart
  return { ...chart, layer: chart.layer.filter(layer => layer.name !== pointerLayer) }
}
