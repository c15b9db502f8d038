import { html, type Markup, type Part, trusted } from './markup.ts'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row, index: number) => Part
  /** `name`: header of the row. `number`: right-aligned. `quiet`: grey. `long`: wide. */
  readonly as?: 'name' | 'number' | 'quiet' | 'long'
}

export interface TableOptions {
  /** Scrolls in a box of its own, for tables longer than a screen. */
  readonly tall?: boolean
  /** Small, closely spaced rows. */
  readonly dense?: boolean
  /** Omits the column titles. */
  readonly untitled?: boolean
  /** The last row is the sum of those above it. */
  readonly sum?: boolean
}

/** A table with one line for each of `rows`. It scrolls sideways where the page is too narrow for it. */
export function table<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { tall, dense, untitled, sum }: TableOptions = {},
): Markup {
  const head = html`<thead><tr>${columns.map(({ title, as }) => html`<th scope="col"${classOf(as)}>${title}</th>`)}</tr></thead>`
  const body = rows.map(
    (row, index) =>
      html`<tr${sum && index === rows.length - 1 ? trusted(' class="sum"') : undefined}>${columns.map(({ cell, as }) =>
        as === 'name'
          ? html`<th scope="row">${cell(row, index)}</th>`
          : html`<td${classOf(as)}>${cell(row, index)}</td>`,
      )}</tr>`,
  )
  const box = trusted(tall ? ' class="wide tall" tabindex="0"' : ' class="wide"')
  return html`<div${box}><table${dense ? trusted(' class="dense"') : undefined}>${untitled ? undefined : head}
<tbody>${body.map(row => html`${row}\n`)}</tbody></table></div>`
}

const classOf = (as: Column<never>['as']) => (as === undefined || as === 'name' ? undefined : trusted(` class="${as}"`))
