import type { Markup } from '../markup.ts'
import { badge } from '../notice.ts'
import { inDigits } from '../number-text.ts'
import { type Column, table } from '../table.ts'
import type { Gate } from './report-data.ts'

/** What each gate found, what would have been enough, and what that means. */
export const gateTable = (gates: readonly Gate[]): Markup => table(columns, gates)

const columns: readonly Column<Gate>[] = [
  { title: 'gate', as: 'name', cell: ({ name }) => name },
  { title: 'verdict', cell: ({ verdict }) => badge(verdict) },
  { title: 'found', as: 'number', cell: ({ found }) => shown(found) },
  { title: 'required', as: 'number', cell: ({ required }) => shown(required) },
  { title: 'what it says', cell: ({ sentence }) => sentence },
]

const shown = (value: number | string | undefined) => (typeof value === 'string' ? value : inDigits(value))
