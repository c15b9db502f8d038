import { expect, test } from 'vitest'
import { type Column, table } from './table.ts'

interface Row {
  readonly name: string
  readonly usd: number
}

const columns: readonly Column<Row>[] = [
  { title: 'rank', as: 'number', cell: (_, index) => index + 1 },
  { title: 'name', as: 'name', cell: ({ name }) => name },
  { title: 'net <USD>', as: 'number', cell: ({ usd }) => usd },
]
const rows = [
  { name: '<a>', usd: 1 },
  { name: 'b', usd: -2 },
]

const lines = (...options: Parameters<typeof table<Row>>[2][]) => table(columns, rows, ...options).markup

test('each row and each column has its cell, escaped', () => {
  expect(lines().match(/<tr>.*<\/tr>/g)).toEqual([
    '<tr><th scope="col" class="number">rank</th><th scope="col">name</th><th scope="col" class="number">net &#60;USD&#62;</th></tr>',
    '<tr><td class="number">1</td><th scope="row">&#60;a&#62;</th><td class="number">1</td></tr>',
    '<tr><td class="number">2</td><th scope="row">b</th><td class="number">-2</td></tr>',
  ])
})

test('only the last row is marked as the sum', () => {
  expect(lines().match(/class="sum"/g)).toBeNull()
  expect(lines({ sum: true }).match(/<tr class="sum"><td class="number">2</g)).toHaveLength(1)
})

test('a tall table scrolls in its own box, which the keyboard can reach', () => {
  expect(lines({ tall: true })).toContain('<div class="wide tall" tabindex="0">')
  expect(lines()).toContain('<div class="wide"><table>')
})

test('an untitled table has no head, a dense one has its class', () => {
  expect(lines({ untitled: true, dense: true })).toMatch(/^<div class="wide"><table class="dense">\s*<tbody>/)
})
