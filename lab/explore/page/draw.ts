import { parse, View } from 'vega'
import { expressionInterpreter } from 'vega-interpreter'
import { type Config, compile, type TopLevelSpec } from 'vega-lite'
import { config as theme } from '../../charts/theme.ts'
import { inPageColours, pageColour } from '../../report/colours.ts'

/** The theme of all charts, with colours that follow the page's light or dark mode. */
const config: Config = {
  ...(JSON.parse(inPageColours(JSON.stringify(theme))) as Config),
  background: 'transparent',
  mark: { color: pageColour('rise') },
}

/**
 * Draws a chart into an element, replacing its content. Vega interprets expressions, because the security policy of the
 * page forbids `eval`.
 */
export async function draw(into: HTMLElement, spec: TopLevelSpec): Promise<void> {
  const compiled = compile({ ...spec, config } as TopLevelSpec).spec
  into.replaceChildren()
  const options = { expr: expressionInterpreter, renderer: 'svg', container: into, hover: true } as const
  await new View(parse(compiled, undefined, { ast: true }), options).runAsync()
}
