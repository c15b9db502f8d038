/** A text table with aligned columns; columns of numbers are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i].length)))
  const right = head.map(
    (_, i) => rows.length > 0 && rows.every(row => /^[-+–—]?[\d.,]*( ?[%$×x]| USD)?$/.test(row[i]) && row[i] !== ''),
  )
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map(width => '─'.repeat(width)).join('  '), ...rows.map(line)].join('\n')
}

export const percent = (x: number | undefined, digits = 1): string =>
  x === undefined ? '—' : `${(100 * x).toFixed(digits)} %`
export const number = (x: number | undefined, digits = 2): string => (x === undefined ? '—' : x.toFixed(digits))
export const usd = (x: number | undefined): string => (x === undefined ? '—' : `${x.toFixed(2)} USD`)
