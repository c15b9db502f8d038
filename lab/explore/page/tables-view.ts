import type { TopLevelSpec } from 'vega-lite'
import type { TableInfo } from '../shapes.ts'
import { type Answer, loadTable, query } from './database.ts'
import { draw } from './draw.ts'
import { button, element } from './element.ts'
import { numberText, timeText } from './number-text.ts'

/** Number of result rows shown, and default number of rows loaded per table. */
const [shownRows, defaultRows] = [1_000, 300_000]

/** Example queries by label of their button. A query is offered only if a table that it names exists. */
const examples: Readonly<Record<string, string>> = {
  'closes by day':
    "select date_trunc('day', time) as day, symbol, last(close order by time) as close\nfrom candles group by all order by day, symbol",
  'candles by symbol':
    'select symbol, count(*) as bars, min(time) as first, max(time) as last, max(high) as highest\nfrom candles group by symbol order by symbol',
  'fitness by generation':
    'select generation, max(best) as best\nfrom generations group by generation order by generation',
  'best fitness by idea':
    'select seed, count(*) as genomes, round(max(fitness), 3) as best\nfrom genomes group by seed order by best desc',
  'trades against fitness': 'select trades, fitness, seed from genomes limit 2000',
  'trials by idea':
    'select idea, count(*) as trials, max(sharpe_daily) as best_daily_sharpe\nfrom trials group by idea order by trials desc',
}

/** Shows the list of tables, and a form that runs SQL over them. */
export async function showTables(into: HTMLElement): Promise<void> {
  const tables = (await (await fetch('/tables.json')).json()) as readonly TableInfo[]
  const sql = element('textarea', { id: 'sql', spellcheck: 'false', 'aria-label': 'SQL' })
  const symbols = element('input', { id: 'symbols', placeholder: 'all symbols, or BTC,ETH' })
  const [from, to] = [
    element('input', { placeholder: 'from, such as 2024-01' }),
    element('input', { placeholder: 'to' }),
  ]
  const most = element('input', { value: String(defaultRows), size: '9', 'aria-label': 'rows of each table' })
  const [news, picture, result] = [
    element('p', { class: 'note', id: 'news' }),
    element('div', { class: 'picture' }),
    element('div', {}),
  ]
  /** By name of a loaded table: the URL from which it was loaded, a space, and its description. */
  const here = new Map<string, string>()
  const run = button('Run', 'run', () => void answer())
  const fits = (text: string) => tables.some(({ name }) => mentions(text, name))
  sql.value = Object.values(examples).find(fits) ?? 'select 1 as one'
  sql.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void answer()
  })
  into.replaceChildren(
    list(tables),
    element('h2', {}, 'Query'),
    element(
      'div',
      { class: 'row' },
      ...Object.entries(examples)
        .filter(([, text]) => fits(text))
        .map(([label, text]) =>
          button(label, 'chip', () => {
            sql.value = text
            void answer()
          }),
        ),
    ),
    sql,
    element(
      'div',
      { class: 'row' },
      run,
      symbols,
      from,
      to,
      element('label', {}, 'newest ', most, ' rows of each table'),
    ),
    news,
    picture,
    result,
  )

  async function answer(): Promise<void> {
    run.disabled = true
    result.replaceChildren()
    picture.replaceChildren()
    try {
      const brought: string[] = []
      for (const table of tables) if (mentions(sql.value, table.name)) brought.push(await bring(table))
      const began = performance.now()
      const found = await query(sql.value)
      const took = performance.now() - began
      news.textContent = `${numberText(found.rows.length)} rows in ${numberText(Math.round(took))} ms${found.rows.length > shownRows ? `, the first ${numberText(shownRows)} shown` : ''}. ${brought.join(' ')}`
      result.replaceChildren(element('div', { class: 'wide tall' }, tableOf(found)))
      const spec = chartOf(found)
      if (spec) await draw(picture, spec)
    } catch (error) {
      news.textContent = ''
      result.replaceChildren(
        element('p', { class: 'error fail' }, error instanceof Error ? error.message : String(error)),
      )
    } finally {
      run.disabled = false
    }
  }

  /** Loads the requested part of a table, unless it is loaded already. @returns its description */
  async function bring({ name, rows, synthetic }: TableInfo): Promise<string> {
    const asked = new URLSearchParams({ most: most.value })
    for (const [key, { value }] of Object.entries({ symbols, from, to })) if (value.trim()) asked.set(key, value.trim())
    const url = `/tables/${name}?${asked}`
    const known = here.get(name)
    if (known?.startsWith(`${url} `)) return known.slice(url.length + 1)
    news.textContent = `fetching ${name} …`
    const response = await fetch(url)
    if (!response.ok) throw new Error(`${name}: ${(await response.text()).trim()}`)
    const count = await loadTable(name, new Uint8Array(await response.arrayBuffer()))
    // Without a known total, reaching the limit may mean that there are more rows.
    const isPart = rows === undefined ? count === Number(most.value) : count < rows
    const part = `${isPart ? 'the newest ' : ''}${numberText(count)}${isPart && rows !== undefined ? ` of ${numberText(rows)}` : ''} rows`
    const what = `${name}: ${part}${synthetic === 'no' ? '' : synthetic === 'yes' ? ', SYNTHETIC' : ', partly synthetic'}.`
    here.set(name, `${url} ${what}`)
    return what
  }
}

/** Whether the SQL text contains the name of the table. */
const mentions = (sql: string, name: string) => new RegExp(`\\b${name}\\b`, 'i').test(sql)

const list = (tables: readonly TableInfo[]) =>
  element(
    'table',
    {},
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element('th', {}, 'table'),
        element('th', { class: 'number' }, 'rows'),
        ...['what it holds', 'symbols'].map(title => element('th', {}, title)),
      ),
    ),
    element(
      'tbody',
      {},
      ...tables.map(({ name, rows, what, synthetic, symbols }) =>
        element(
          'tr',
          {},
          element(
            'th',
            {},
            name,
            synthetic === 'no' ? undefined : ' ',
            synthetic === 'no'
              ? undefined
              : element('span', { class: 'label' }, synthetic === 'yes' ? 'synthetic' : 'partly synthetic'),
          ),
          element('td', { class: 'number' }, numberText(rows)),
          element('td', {}, what),
          element(
            'td',
            { class: 'quiet' },
            symbols.length > 12
              ? `${symbols.slice(0, 12).join(', ')} and ${symbols.length - 12} more`
              : symbols.join(', '),
          ),
        ),
      ),
    ),
  )

function tableOf({ columns, rows }: Answer): HTMLTableElement {
  const kind = ({ isNumber }: Answer['columns'][number]) => (isNumber ? 'number' : '')
  return element(
    'table',
    { id: 'answer' },
    element(
      'thead',
      {},
      element('tr', {}, ...columns.map(column => element('th', { class: kind(column) }, column.name))),
    ),
    element(
      'tbody',
      {},
      ...rows.slice(0, shownRows).map(row =>
        element(
          'tr',
          {},
          ...columns.map(column => {
            const value = row[column.name]
            const text = column.isTime && typeof value === 'number' ? timeText(value) : numberText(value)
            return element('td', { class: kind(column) }, text)
          }),
        ),
      ),
    ),
  )
}

/**
 * The chart of a result: lines for values over time, bars for values by name, points for two columns of numbers.
 * Undefined for other results.
 */
function chartOf({ columns, rows }: Answer): TopLevelSpec | undefined {
  if (rows.length < 2) return undefined
  const time = columns.find(({ isTime }) => isTime)
  const numbers = columns.filter(({ isNumber }) => isNumber)
  const text = columns.find(({ isTime, isNumber }) => !isTime && !isNumber)
  const frame = { width: 1_000, height: 280, data: { values: rows.slice(0, 20_000) } } as const
  const colour =
    text && new Set(rows.map(row => row[text.name])).size <= 12
      ? { color: { field: escaped(text.name), type: 'nominal' } as const }
      : {}
  const [first, second] = numbers
  if (!first) return undefined
  const y = { field: escaped(first.name), type: 'quantitative', title: first.name, scale: { zero: false } } as const
  if (time)
    return {
      ...frame,
      mark: { type: 'line', strokeWidth: 1.5 },
      encoding: {
        x: { field: escaped(time.name), type: 'temporal', scale: { type: 'utc' }, title: `${time.name}, UTC` },
        y,
        ...colour,
      },
    }
  if (text && rows.length <= 60)
    return {
      ...frame,
      mark: 'bar',
      encoding: {
        x: { field: escaped(text.name), type: 'nominal', sort: null, title: text.name },
        y: { ...y, scale: { zero: true } },
      },
    }
  if (!second) return undefined
  const x = { field: escaped(first.name), type: 'quantitative', title: first.name, scale: { zero: false } } as const
  const isSteady = rows.every((row, i) => i === 0 || Number(row[first.name]) > Number(rows[i - 1][first.name]))
  return {
    ...frame,
    mark: isSteady ? { type: 'line', point: { size: 14 } } : { type: 'point', size: 18, filled: true, opacity: 0.5 },
    encoding: { x, y: { ...y, field: escaped(second.name), title: second.name }, ...colour },
  }
}

/** Escapes dots and brackets, which Vega would read as a path into an object. */
const escaped = (name: string) => name.replaceAll(/[.[\]\\]/g, '\\$&')
