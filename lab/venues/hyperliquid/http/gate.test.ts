import { expect, test } from 'vitest'
import { hurried } from '../testing/hurried.ts'
import { Gate, type Priority } from './gate.ts'
import type { RequestCost } from './weights.ts'

const requestCost = (weight: number): RequestCost => ({ weight, surcharge: 0 })

function gate() {
  const { clock, timers, slept } = hurried(-1)
  const gate = new Gate(clock, undefined, timers)
  const order: string[] = []
  const pass = async (name: string, weight: number, priority: Priority, signal?: AbortSignal) => {
    await gate.pass(requestCost(weight), priority, signal)
    order.push(name)
  }
  return { gate, clock, slept, order, pass }
}

test('urgent requests go before normal ones, and those before background ones, each in order of arrival', async () => {
  const { order, pass } = gate()
  await pass('first', 840, 'normal')
  await Promise.all([
    pass('background', 20, 'background'),
    pass('normal', 20, 'normal'),
    pass('another', 20, 'normal'),
    pass('urgent', 300, 'urgent'),
  ])
  expect(order).toEqual(['first', 'urgent', 'normal', 'another', 'background'])
})

test('a large request is not starved by small ones behind it', async () => {
  const { order, pass } = gate()
  await pass('first', 800, 'normal')
  await Promise.all([pass('large', 60, 'normal'), pass('small', 2, 'normal')])
  expect(order).toEqual(['first', 'large', 'small'])
})

test('an aborted request is not charged and lets others through', async () => {
  const { gate: one, order, pass } = gate()
  await pass('first', 800, 'normal')
  const given = new AbortController()
  const large = pass('large', 400, 'normal', given.signal)
  const small = pass('small', 2, 'normal')
  given.abort(new Error('no longer wanted'))
  await expect(large).rejects.toThrow('no longer wanted')
  await small
  expect(order).toEqual(['first', 'small'])
  expect(one.snapshot()).toEqual({ weightUsed: 802, waiting: 0, waits: 2 })
})

test('a request above the limit of a minute is rejected at once', async () => {
  await expect(gate().pass('huge', 1_201, 'urgent')).rejects.toThrow(RangeError)
})

test('an answer that costs less than reserved frees the difference', async () => {
  const { gate: one, slept } = gate()
  const held: RequestCost = { weight: 740, surcharge: 100 }
  await one.pass(held, 'normal')
  const next = one.pass(requestCost(60), 'normal')
  one.settle(held, 1)
  await next
  expect(slept).toEqual([])
})
