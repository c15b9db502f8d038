import { day, showTime } from '../market/units.ts'
import type { AllocatedStrategy, AllocationReport } from './allocation-report.ts'

type Table = (head: readonly string[], rows: readonly (readonly string[])[]) => string

/**
 * Formats an allocation as text: shares with reasons, correlations, warnings.
 *
 * @param table formats rows under a heading as a text table
 */
export function showAllocation(report: AllocationReport, table: Table): string {
  const { members, total, rest, groups, rules } = report
  const shares = table(
    ['', 'strategy', 'share', 'before caps', 'volatility a year', 'risk share', 'Sharpe ratio', 'days', 'remark'],
    members.map((member, i) => [
      String(i + 1),
      member.synthetic ? `${member.name} SYNTHETIC` : member.name,
      ...[percent(member.share), percent(member.wanted), percent(member.volatilityAnnual), percent(member.riskShare)],
      ...[number(member.sharpeAnnual), String(member.points), remark(member, report)],
    ]),
  )
  const correlations = table(
    ['correlation', ...members.map((_, i) => String(i + 1))],
    members.map(({ name }, i) => [`${i + 1} ${name}`, ...report.correlations[i].map(number)]),
  )
  const together = groups.map(({ names, share }) => {
    return `Correlated, |ρ| above ${rules.correlated?.above}: ${names.join(', ')}, with ${percent(share)} in total.`
  })
  return [
    `${heading(report)}\n\n${shares}`,
    `\n${percent(total)} allocated by ${rules.method}, ${percent(rest)} kept as cash.`,
    ...(members.length > 1 ? [`\n${correlations}\n`] : ['']),
    ...together,
    ...members.flatMap(cautions),
    `These shares use only past daily returns, ${dates(report)} UTC, and do not predict future ones. Fitness is the Sharpe ratio of these returns, × √365.`,
  ].join('\n')
}

function heading({ synthetic, venue, from, to, cash }: AllocationReport): string {
  const days = (to - from) / day
  return `${synthetic ? 'SYNTHETIC ' : ''}${venue} bars, ${dates({ from, to })} UTC, ${days} days; each strategy backtested alone, with ${cash} USD and the costs of its own file`
}

function remark({ name, cappedBy, nothing }: AllocatedStrategy, { rules, groups }: AllocationReport): string {
  if (cappedBy === 'maxShare') return `capped at ${percent(rules.maxShare)}`
  if (cappedBy === 'correlated') {
    const others = groups.find(({ names }) => names.includes(name))?.names.filter(other => other !== name) ?? []
    return `capped at ${percent(rules.correlated?.share)} together with ${others.join(', ')}`
  }
  switch (nothing?.why) {
    case undefined:
      return ''
    case 'too few returns':
      return `${nothing.points} days known, ${nothing.least} needed`
    case 'stands still':
      return 'its equity did not change on these days'
    case 'fitness':
      return 'its Sharpe ratio is not above 0'
    case 'too few rows in common':
      return `${nothing.points} days known for all strategies, ${nothing.least} needed`
    case 'no equal risk':
      return `no equal-risk shares found in ${nothing.sweeps} rounds, because some strategies hedge others`
    case 'caps':
      return 'the caps leave no share for it'
  }
}

function cautions({ name, chosenBy, refused }: AllocatedStrategy): readonly string[] {
  return [
    ...chosenBy.map(
      segment =>
        `${name} was selected on its ${segment.name} segment, ${dates(segment)}: its returns on these days are too optimistic.`,
    ),
    ...Object.entries(refused).map(([why, count]) => `${name}: ${count} orders refused: ${why}`),
  ]
}

const dates = ({ from, to }: { readonly from: number; readonly to: number }) =>
  `${showTime(from).slice(0, 10)} to ${showTime(to).slice(0, 10)}`
const percent = (x: number | undefined) => (x === undefined ? '—' : `${(100 * x).toFixed(1)} %`)
const number = (x: number | undefined) => (x === undefined ? '—' : x.toFixed(2))
