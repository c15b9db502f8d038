import { element } from './element.ts'
import { numberText } from './number-text.ts'

/** A column of a sortable table. */
export interface Column<Row> {
  readonly title: string
  /** Value of the cell, by which the table is sorted; undefined: the cell is empty. */
  readonly value: (row: Row) => string | number | undefined
  /** Content of the cell; absent: `value` as text. */
  readonly show?: (row: Row) => Node | string
}

/**
 * A table that the user sorts by clicking on a column. The first click sorts numbers in descending order, text in
 * ascending order. Empty values always come last.
 */
export function sortable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): HTMLTableElement {
  let by: { readonly column: Column<Row>; readonly down: boolean } | undefined
  const heads = columns.map(column => {
    const press = element('button', { type: 'button' }, column.title)
    press.addEventListener('click', () => {
      by = { column, down: by?.column === column ? !by.down : rows.some(row => typeof column.value(row) === 'number') }
      fill()
    })
    return element('th', { class: isNumber(column) ? 'number' : '' }, press)
  })
  const body = element('tbody', {})
  const made = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), body)
  fill()
  return made

  function isNumber({ value }: Column<Row>): boolean {
    return rows.some(row => typeof value(row) === 'number')
  }

  function fill(): void {
    heads.forEach((head, i) => {
      const sort = by?.column !== columns[i] ? 'none' : by.down ? 'descending' : 'ascending'
      head.setAttribute('aria-sort', sort)
    })
    body.replaceChildren(...sorted().map(row => element('tr', {}, ...columns.map(column => cell(column, row)))))
  }

  function sorted(): readonly Row[] {
    if (!by) return rows
    const { column, down } = by
    return [...rows].sort((a, b) => {
      const [x, y] = [column.value(a), column.value(b)]
      if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined)
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : String(x).localeCompare(String(y))
      return down ? -order : order
    })
  }

  function cell(column: Column<Row>, row: Row): HTMLTableCellElement {
    return element(
      'td',
      { class: isNumber(column) ? 'number' : '' },
      column.show ? column.show(row) : numberText(column.value(row)),
    )
  }
}
