import type { Markup } from '../markup.ts'
import { badge } from '../notice.ts'
import { inDigits } from '../number-text.ts'
import { type Column, table } from '../table.ts'
import type { Gate } from './report-data.ts'

/** A row for each gate: verdict, measured value, required value, and an explanation. */
export const gateTable = (gates: readonly Gate[]): Markup => table(columns, gates)

const columns: readonly Column<Gate>[] = [
  { title: 'gate', as: 'name', cell: ({ name }) => name },
  { title: 'verdict', cell: ({ verdict }) => badge(verdict) },
  { title: 'found', as: 'number', cell: ({ found }) => shown(found) },
  { title: 'required', as: 'number', cell: ({ required }) => shown(required) },
  { title: 'explanation', cell: ({ sentence }) => sentence },
]

const shown = (value: number | string | undefined) => (typeof value === 'string' ? value : inDigits(value))
