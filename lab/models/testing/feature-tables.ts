import type { Feature } from '../features/feature.ts'
import { features } from '../features/index.ts'

/** All features as Markdown, one table per family: the reference in the README. */
export function featureTables(): string {
  const families = [...new Set(features.map(({ family }) => family))]
  return families
    .map(family => {
      const rows = features.filter(feature => feature.family === family).map(row)
      return [`## ${family}`, '', '| Name | Formula | Unit | Rows |', '|---|---|---|---|', ...rows].join('\n')
    })
    .join('\n\n')
}

const row = ({ name, formula, unit, window, fades }: Feature): string =>
  `| \`${name}\` | ${formula} | ${unit} | ${window}${fades ? ', fading' : ''} |`
