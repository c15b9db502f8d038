import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isFinal,
  isLive,
  lifecycle,
  lifecycleTable,
  type OrderEvent,
  type OrderState,
  orderEvents,
  orderStates,
  step,
} from './lifecycle.ts'

const cells = orderStates.flatMap(from => orderEvents.map(event => ({ from, event, next: step(from, event) })))
const moves = cells.flatMap(({ from, event, next }) => (next.ok ? [{ from, event, to: next.value }] : []))

function reachable(start: OrderState): Set<OrderState> {
  const seen = new Set([start])
  for (const state of seen) for (const { from, to } of moves) if (from === state) seen.add(to)
  return seen
}

/** The state after a sequence of events; an illegal transition fails the test. */
function stateAfter(start: OrderState, ...events: OrderEvent[]): OrderState {
  return events.reduce((state, event) => {
    const next = step(state, event)
    if (!next.ok) throw new Error(`${event} is refused in ${state}`)
    return next.value
  }, start)
}

function* orderings<T>(items: readonly T[]): Generator<T[]> {
  if (items.length === 0) yield []
  for (let i = 0; i < items.length; i++) for (const rest of orderings(items.toSpliced(i, 1))) yield [items[i], ...rest]
}

describe('the table', () => {
  test('decides all 110 cells', () => {
    expect(cells).toHaveLength(10 * 11)
    for (const { from, event } of cells)
      expect(orderStates.concat('refused' as OrderState)).toContain(lifecycle[from][event])
  })

  test('reaches every state from planned', () => {
    expect([...reachable('planned')].sort()).toEqual([...orderStates].sort())
  })

  test('sends an order once: never out of any state but planned, and nothing returns to sent', () => {
    expect(moves.filter(move => move.event === 'send')).toEqual([{ from: 'planned', event: 'send', to: 'sent' }])
    for (const state of orderStates.filter(state => state !== 'planned' && state !== 'sent')) {
      expect([state, reachable(state).has('sent'), reachable(state).has('planned')]).toEqual([state, false, false])
    }
    expect(reachable('sent').has('planned')).toBe(false)
  })

  test('makes an order unknown only from sent, before any news of it', () => {
    const into = moves.filter(move => move.to === 'unknown' && move.from !== 'unknown')
    expect(into).toEqual([{ from: 'sent', event: 'lose', to: 'unknown' }])
  })

  test('lets "absent" end only an unknown order: an accepted or traded one is not ordered again', () => {
    const believed = moves.filter(move => move.event === 'absent' && move.to !== move.from)
    expect(believed).toEqual([{ from: 'unknown', event: 'absent', to: 'rejected' }])
  })

  test('keeps final states final, except for the fill that overtook a cancel or an expiry', () => {
    const leaving = moves.filter(move => isFinal(move.from) && move.to !== move.from)
    expect(leaving).toEqual([
      { from: 'cancelled', event: 'fillRest', to: 'filled' },
      { from: 'expired', event: 'fillRest', to: 'filled' },
    ])
  })

  test('lets a single message of the venue end every live order', () => {
    for (const state of orderStates.filter(isLive)) {
      for (const event of ['fillRest', 'cancel', 'expire'] as const)
        expect(isFinal(stateAfter(state, event))).toBe(true)
    }
  })

  test('divides the states into planned, live and final', () => {
    expect(orderStates.filter(isLive)).toEqual(['sent', 'unknown', 'open', 'partiallyFilled', 'cancelling'])
    expect(orderStates.filter(isFinal)).toEqual(['cancelled', 'filled', 'rejected', 'expired'])
  })

  test('never forgets that an order traded: no fill leads to rejected', () => {
    for (const { event, to } of moves) if (event === 'fillPart' || event === 'fillRest') expect(to).not.toBe('rejected')
    for (const start of ['partiallyFilled', 'cancelling', 'cancelled', 'filled', 'expired'] as const) {
      expect([start, reachable(start).has('rejected')]).toEqual([start, false])
    }
  })

  test('does not change when the venue repeats a message', () => {
    const messages: readonly OrderEvent[] = orderEvents.filter(
      event => event !== 'send' && event !== 'askCancel' && event !== 'fillRest',
    )
    for (const { event, to } of moves)
      if (messages.includes(event)) expect([to, event, stateAfter(to, event)]).toEqual([to, event, to])
  })
})

describe('in whatever order the messages arrive', () => {
  const stories: [string, OrderState, OrderEvent[]][] = [
    ['a filled order ends filled', 'filled', ['accept', 'fillPart', 'fillPart', 'lose']],
    ['an order asked about too early ends filled', 'filled', ['accept', 'fillPart', 'absent', 'refuseCancel']],
    ['a cancelled order ends cancelled', 'cancelled', ['accept', 'fillPart', 'cancel', 'lose']],
    ['an order with an expired remainder ends expired', 'expired', ['accept', 'fillPart', 'expire', 'lose']],
    [
      'an order that fills while its cancel is refused ends filled',
      'filled',
      ['accept', 'fillPart', 'refuseCancel', 'lose'],
    ],
  ]
  test.each(stories)('%s', (_, end, messages) => {
    for (const story of orderings(messages)) {
      // The fill that completes an order is always the last of its fills, but may come anywhere after them.
      const last = story.lastIndexOf('fillPart')
      const tails = end === 'filled' ? story.map((_, i) => i + 1).filter(i => i > last) : [undefined]
      for (const at of tails) {
        const whole = at === undefined ? story : story.toSpliced(at, 0, 'fillRest')
        expect([whole, stateAfter('sent', ...whole)]).toEqual([whole, end])
      }
    }
  })

  test('a fill that completes a cancelled order counts, wherever it comes', () => {
    for (const story of orderings<OrderEvent>(['accept', 'cancel', 'fillRest', 'lose'])) {
      expect([story, stateAfter('sent', ...story)]).toEqual([story, 'filled'])
    }
  })
})

test('a fill overtakes its own accept', () => {
  expect(stateAfter('planned', 'send', 'fillPart', 'accept', 'fillRest')).toBe('filled')
})
test('a partial fill after the cancel is legal and leaves the order cancelled', () => {
  expect(step('cancelled', 'fillPart')).toEqual({ ok: true, value: 'cancelled' })
})
test('a cancel refused because the order was already filled ends filled when the fill arrives', () => {
  expect(stateAfter('open', 'askCancel', 'refuseCancel', 'absent', 'fillRest')).toBe('filled')
})
test('a cancel that overtakes its order and is refused leaves the order open', () => {
  expect(stateAfter('planned', 'send', 'askCancel', 'refuseCancel', 'accept')).toBe('open')
})
test('a resting stop may be rejected when it triggers', () => {
  expect(stateAfter('open', 'reject')).toBe('rejected')
})
test('an order withdrawn before it was sent cannot trade', () => {
  expect(stateAfter('planned', 'askCancel')).toBe('rejected')
})
test('an accept after "absent" is illegal: the strategy may have ordered again', () => {
  expect(step(stateAfter('sent', 'lose', 'absent'), 'accept').ok).toBe(false)
})
test('a lost order that the venue does not have is rejected, and a fill of it is illegal', () => {
  expect(stateAfter('planned', 'send', 'lose', 'absent')).toBe('rejected')
  expect(step('rejected', 'fillPart')).toEqual({ ok: false, error: { from: 'rejected', event: 'fillPart' } })
})
test('an order that timed out is never sent again', () => {
  expect(step('unknown', 'send')).toEqual({ ok: false, error: { from: 'unknown', event: 'send' } })
})
test('a fill beyond the size of the order is illegal', () => {
  expect(step('filled', 'fillPart').ok).toBe(false)
})

test('no sequence of events leaves the table, trades an order before it is sent, or sends it twice', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...orderEvents), { maxLength: 60 }), events => {
      let state: OrderState = 'planned'
      let sends = 0
      for (const event of events) {
        const next = step(state, event)
        if (!next.ok) continue
        if (event === 'fillPart' || event === 'fillRest') expect(sends).toBe(1)
        if (event === 'send') sends++
        state = next.value
        expect(orderStates).toContain(state)
      }
      expect(sends).toBeLessThanOrEqual(1)
    }),
    { numRuns: 500 },
  )
})

test('the table as Markdown', () => {
  expect(lifecycleTable()).toMatchInlineSnapshot(`
    "|                 | send | askCancel  | accept | reject    | lose    | absent   | fillPart        | fillRest | cancel    | refuseCancel | expire  |
    |-----------------|------|------------|--------|-----------|---------|----------|-----------------|----------|-----------|--------------|---------|
    | planned         | sent | rejected   | ✗      | ✗         | ✗       | ·        | ✗               | ✗        | ✗         | ✗            | ✗       |
    | sent            | ✗    | ·          | open   | rejected  | unknown | ·        | partiallyFilled | filled   | cancelled | ·            | expired |
    | unknown         | ✗    | ·          | open   | rejected  | ·       | rejected | partiallyFilled | filled   | cancelled | ·            | expired |
    | open            | ✗    | cancelling | ·      | rejected  | ·       | ·        | partiallyFilled | filled   | cancelled | ·            | expired |
    | partiallyFilled | ✗    | cancelling | ·      | ✗         | ·       | ·        | ·               | filled   | cancelled | ·            | expired |
    | cancelling      | ✗    | ·          | ·      | cancelled | ·       | ·        | ·               | filled   | cancelled | ·            | expired |
    | cancelled       | ✗    | ✗          | ·      | ·         | ·       | ·        | ·               | filled   | ·         | ·            | ·       |
    | filled          | ✗    | ✗          | ·      | ✗         | ·       | ·        | ✗               | ✗        | ·         | ·            | ·       |
    | rejected        | ✗    | ✗          | ✗      | ·         | ·       | ·        | ✗               | ✗        | ·         | ·            | ·       |
    | expired         | ✗    | ✗          | ·      | ·         | ·       | ·        | ·               | filled   | ·         | ·            | ·       |"
  `)
})
