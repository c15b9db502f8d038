import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EpochMs } from '../../../market/units.ts'
import { createContinuity } from './continuity.ts'
import type { Gap } from './gap.ts'

const at = (ms: number) => (1_780_000_000_000 + ms) as EpochMs
const subscription = { type: 'trades', coin: 'BTC' } as const

type Step = { readonly what: 'received' | 'acknowledged' | 'interrupt'; readonly after: number }
const steps = fc.array(
  fc.record({ what: fc.constantFrom<Step['what']>('received', 'acknowledged', 'interrupt'), after: fc.nat(50) }),
)

describe.each(['message', 'acknowledged'] as const)('a run whose gaps end with what is %s', resumes => {
  test('has one gap from the last message before any interruptions to the first one after them', () => {
    fc.assert(
      fc.property(steps, all => {
        const run = createContinuity(subscription, resumes)
        const gaps: Gap[] = []
        let now = 0
        let begun = false
        let lastReceivedAt: number | null = null
        let openFrom: number | null = null
        let opened = 0
        for (const { what, after } of all) {
          now += after
          const gap =
            what === 'received'
              ? run.received(at(now), at(now), at(now), false)
              : what === 'acknowledged'
                ? run.acknowledged(at(now))
                : null
          const ends = what === 'received' || (what === 'acknowledged' && resumes === 'acknowledged')
          expect(gap !== null).toBe(ends && openFrom !== null)
          if (gap) {
            expect([gap.from.receivedAt, gap.to.receivedAt]).toEqual([at(openFrom as number), at(now)])
            gaps.push(gap)
            openFrom = null
          }
          if (what === 'interrupt') {
            const open = run.interrupt('disconnected')
            expect(open !== null).toBe(begun && openFrom === null)
            if (open) {
              opened++
              openFrom = lastReceivedAt ?? open.from.receivedAt - at(0)
            }
          }
          if (what !== 'interrupt') begun = true
          if (what === 'received') lastReceivedAt = now
        }
        expect(gaps.length + (run.open() ? 1 : 0)).toBe(opened)
        expect(run.lastReceivedAt()).toBe(lastReceivedAt === null ? null : at(lastReceivedAt))
        gaps.forEach((gap, i) => {
          if (i > 0) expect(gap.from.receivedAt).toBeGreaterThanOrEqual(gaps[i - 1].from.receivedAt)
        })
      }),
    )
  })
})

test('only a snapshot that reaches back to before the gap bridges it', () => {
  const bridged = (earliest: number | null, isSnapshot: boolean) => {
    const run = createContinuity(subscription, 'message')
    run.received(at(0), at(0), at(5), false)
    run.interrupt('silent')
    return run.received(at(20), earliest === null ? null : at(earliest), at(19), isSnapshot)?.bridged
  }
  expect([bridged(4, true), bridged(5, true), bridged(4, false), bridged(null, true)]).toEqual([
    true,
    false,
    false,
    false,
  ])
})

test('an old snapshot does not move the newest time back', () => {
  const run = createContinuity(subscription, 'message')
  run.received(at(0), at(0), at(50), false)
  run.received(at(60), at(1), at(30), true)
  expect(run.interrupt('silent')?.from).toEqual({ receivedAt: at(60), venueTime: at(50) })
})

test('nothing is interrupted before the first message', () => {
  expect(createContinuity(subscription, 'message').interrupt('disconnected')).toBeNull()
})
