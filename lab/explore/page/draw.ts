import { parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { compile, type TopLevelSpec } from 'vega-lite'

const dark = window.matchMedia('(prefers-color-scheme: dark)')
const ink = () => (dark.matches ? '#c9d1d9' : '#3d4650')

/** Draws a chart into an element, in place of what was there. Expressions are interpreted: this page runs no text as a program. */
export async function draw(into: HTMLElement, spec: TopLevelSpec): Promise<void> {
  const config = {
    background: 'transparent',
    view: { stroke: null },
    axis: { labelColor: ink(), titleColor: ink(), gridColor: '#8883', domainColor: '#8886', tickColor: '#8886' },
    legend: { labelColor: ink(), titleColor: ink() },
    range: { category: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'] },
  }
  const compiled = compile({ ...spec, config } as TopLevelSpec).spec
  into.replaceChildren()
  const options = { expr: expressionInterpreter, renderer: 'svg', container: into, hover: true } as const
  await new View(parse(compiled, undefined, { ast: true }), options).runAsync()
}
