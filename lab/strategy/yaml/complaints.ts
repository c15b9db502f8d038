import { quoted } from './flaw.ts'
import type { Complaint } from './shape.ts'

/** One complaint per entry that repeats an earlier one. */
export const twice = (values: readonly string[]): readonly Complaint[] =>
  values.flatMap((value, i) => {
    const first = values.indexOf(value)
    return first < i ? { at: [i], why: `${quoted(value)} is already entry ${first + 1}` } : []
  })

/** A complaint when a period ends before it begins. */
export const backwards = ({ from, to }: { readonly from: number; readonly to: number }): readonly Complaint[] =>
  to > from ? [] : [{ at: ['to'], why: 'is not after `from`' }]
