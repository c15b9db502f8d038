import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plain } from '../../../indicators/memo.ts'
import { expectClose } from '../../../indicators/reference/close.ts'
import { barsOf } from '../../../regimes/testing/view.ts'
import { kellyShare } from '../kelly-share.ts'
import { momentumShare } from '../momentum-share.ts'
import { targetShare } from '../target-share.ts'

const [header, ...rows] = readFileSync(new URL('./values.csv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const names = header.split(',')
const column = (name: string) =>
  Float64Array.from(rows, row => {
    const cell = row.split(',')[names.indexOf(name)]
    return cell === '' ? Number.NaN : Number(cell)
  })

const input = { bars: barsOf('A', column('close')), signal: column('opinion'), fraction: 0.25 }

test.each([
  ['target', targetShare(input.bars, 0.1, 48, input.fraction), 48],
  ['kelly', kellyShare(input, 0.25, 100, plain), 100],
  ['momentum', momentumShare(input, 0.8, 48, plain), 48],
] as const)('the share by %s is what numpy says, and begins where it does', (name, ours, first) => {
  expectClose(ours, column(name))
  expect(ours.findIndex(Number.isFinite)).toBe(first)
})
