import { html, type Markup } from '../../report/markup.ts'
import { badge } from '../../report/notice.ts'
import { absent } from '../../report/number-text.ts'
import { type Column, table } from '../../report/table.ts'
import { type Judged, shown } from '../gates/gate.ts'
import { gates as allGates, lockedTest } from '../gates/index.ts'
import { verdictOf } from './verdict.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly concern: string
}

const named: readonly Named[] = [...Object.values(allGates), lockedTest]

/** One row per gate: its verdict, and the sentence that decided it. */
export function gateList(judged: readonly Judged[]): Markup {
  const own = ({ id }: Named) => judged.filter(({ of }) => of === id)
  const columns: readonly Column<Named>[] = [
    { title: 'gate', as: 'name', cell: ({ id, name }) => `${id} ${name}` },
    { title: 'verdict', cell: gate => (own(gate).length === 0 ? notAsked : badge(verdictOf(own(gate)))) },
    { title: 'what it says', cell: gate => telling(own(gate))?.sentence ?? gate.concern },
  ]
  return table(columns, named, { dense: true, untitled: true })
}

const notAsked = html`<span class="quiet">not asked</span>`

const telling = (own: readonly Judged[]) => own.find(({ verdict }) => verdict !== 'pass') ?? own[0]

/** One row per check. */
export const checkTable = (judged: readonly Judged[]): Markup => table(checks, judged)

const checks: readonly Column<Judged>[] = [
  { title: 'question', as: 'name', cell: ({ gate }) => gate },
  { title: 'answer', cell: ({ verdict }) => badge(verdict) },
  { title: 'found', as: 'number', cell: ({ found, unit }) => (found === undefined ? absent : shown(found, unit)) },
  { title: 'required', as: 'number', cell: ({ required, unit }) => shown(required, unit) },
  { title: 'in words', cell: ({ sentence }) => sentence },
]
