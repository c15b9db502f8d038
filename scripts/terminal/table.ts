/** Formats a text table. Columns of numbers are aligned to the right, other columns to the left. */
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

/** A fraction as percent, such as `12.3 %`; a dash when undefined. @param digits decimals of the percentage */
export const percent = (x: number | undefined, digits = 1): string =>
  x === undefined ? '—' : `${(100 * x).toFixed(digits)} %`
/** A number with `digits` decimals; a dash when undefined. */
export const number = (x: number | undefined, digits = 2): string => (x === undefined ? '—' : x.toFixed(digits))
/** An amount such as `12.30 USD`; a dash when undefined. */
export const usd = (x: number | undefined): string => (x === undefined ? '—' : `${x.toFixed(2)} USD`)
