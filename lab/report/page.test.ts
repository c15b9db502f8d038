import { expect, test } from 'vitest'
import { html } from './markup.ts'
import { badge, verdict } from './notice.ts'
import { page } from './page.ts'

const plain = { title: 'a <title>', kind: 'Test page', body: html`<main>body</main>`, scripts: html`<script></script>` }

test('a page has its kind, time and title, escaped', () => {
  const text = page({ ...plain, createdAt: Date.UTC(2026, 0, 2, 3, 4) })
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(text).toContain('<title>a &#60;title&#62;</title>')
  expect(text).toContain('<p class="eyebrow">Test page · 2026-01-02 03:04 UTC</p>\n<h1>a &#60;title&#62;</h1>')
})

test('a page of a simulated market says so first, any other page does not', () => {
  const body = (text: string) => text.slice(text.indexOf('<body>')).replaceAll(/\s+/g, ' ')
  expect(body(page({ ...plain, synthetic: true }))).toMatch(
    /^<body> <header> <p class="synthetic">Synthetic market: simulated prices, no venue made them<\/p>/,
  )
  for (const real of [plain, { ...plain, synthetic: false }]) expect(body(page(real))).not.toContain('ynthetic')
})

test('the lead stands before the body, and scripts stand last', () => {
  const text = page({ ...plain, heading: 'Heading', lead: [verdict('fail', 'No.')] })
  expect(text).toMatch(/<h1>Heading<\/h1>\s*<p class="verdict fail">No\.<\/p>\s*<\/header>\s*<main>/)
  expect(text).toMatch(/<\/main>\s*<script><\/script>\s*<\/body>/)
})

test.each([
  ['pass', 'pass', '✓'],
  ['fail', 'fail', '✗'],
  ['cannot say', 'unsaid', '?'],
] as const)('the verdict %s is told by a sign as well as by its colour', (said, tone, sign) => {
  expect(badge(said).markup).toBe(`<span class="badge ${tone}">${sign} ${said}</span>`)
})
