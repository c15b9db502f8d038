import { showTime } from '../../market/units.ts'
import type { Part } from '../../report/markup.ts'
import { absent } from '../../report/number-text.ts'
import { type Column, table } from '../../report/table.ts'
import { shown } from '../gates/gate.ts'
import type { Judgement } from '../judgement.ts'
import { notMeasured } from './not-measured.ts'

type Found = NonNullable<Judgement['findings']['regimes']>
type Regime = Found['rows'][number]
type Window = Found['windows'][number]

/** Panel of the dossier: results in each market regime, in crashes, and in the worst weeks. */
export function regimes({ findings }: Judgement): Part {
  const found = findings.regimes
  if (!found) return notMeasured
  return [table(byRegime, found.rows), table(byWindow, [...found.windows, ...found.worstWeeks])]
}

const share = (value: number) => shown(value, 'share')

const byRegime: readonly Column<Regime>[] = [
  { title: 'regime', as: 'name', cell: ({ regime }) => regime },
  { title: 'days', as: 'number', cell: ({ days }) => days },
  { title: 'return', as: 'number', cell: ({ totalReturn }) => share(totalReturn) },
  {
    title: 'Sharpe ratio per year',
    as: 'number',
    cell: ({ sharpeAnnual }) => (sharpeAnnual === undefined ? absent : shown(sharpeAnnual, 'ratio')),
  },
  { title: 'drawdown', as: 'number', cell: ({ maxDrawdown }) => share(maxDrawdown) },
]

const byWindow: readonly Column<Window>[] = [
  { title: 'window', as: 'name', cell: ({ name }) => name },
  { title: 'from (UTC)', cell: ({ from }) => showTime(from).slice(0, 10) },
  { title: 'days', as: 'number', cell: ({ days }) => days },
  { title: 'return', as: 'number', cell: ({ totalReturn }) => share(totalReturn) },
  { title: 'market', as: 'number', cell: ({ marketReturn }) => share(marketReturn) },
]
