import { expect, test } from 'vitest'
import { indexPage } from './index-page.ts'

test('every link of the page leads to one of its views', () => {
  const links = [...indexPage.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id)
  const views = [...indexPage.matchAll(/<main id="(\w+)" hidden>/g)].map(([, id]) => id)
  expect(links).toEqual(['runs', 'tables'])
  expect(views).toEqual(links)
})

test('the page has no inline script, which its policy forbids, and loads nothing from elsewhere', () => {
  expect([...indexPage.matchAll(/<script[^>]*>[\s\S]*?<\/script>/g)].flat()).toEqual([
    '<script src="/page.js"></script>',
  ])
  expect(indexPage).not.toMatch(/https?:|@import|url\(/)
})
