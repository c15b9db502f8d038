import { z } from 'zod'

const schema = z.object({
  cells: z.array(z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string())]) })),
})

/** The code of a notebook, one cell after another. Its lines are counted through all code cells. */
export function notebookSource(json: string): string {
  const { cells } = schema.parse(JSON.parse(json))
  return cells
    .filter(cell => cell.cell_type === 'code')
    .map(({ source }) => (typeof source === 'string' ? source : source.join('')))
    .join('\n')
}
