import { expect, test } from 'vitest'
import { html } from './markup.ts'
import { drawPanel, drawPanels, type Panel } from './panel.ts'

interface Account {
  readonly usd: number
  readonly orders: readonly string[]
}

const equity: Panel<Account> = { id: 'equity', title: 'Equity', content: ({ usd }) => `${usd} USD` }
const orders: Panel<Account> = {
  id: 'orders',
  title: 'Orders',
  content: async ({ orders }) => (orders.length === 0 ? undefined : orders.map(order => html`<p>${order}</p>`)),
}

test('a panel is one element with its id, title and content', async () => {
  expect((await drawPanel(equity, { usd: 5, orders: [] })).markup).toBe(
    '<section id="equity"><h2>Equity</h2>5 USD</section>',
  )
})

test('a panel drawn alone with newer data equals that panel on a page of the newer data', async () => {
  const [before, after] = [
    { usd: 5, orders: [] },
    { usd: 6, orders: ['buy <1>'] },
  ]
  let page = (await drawPanels([equity, orders], before)).markup
  for (const one of [equity, orders]) {
    const element = new RegExp(`<section id="${one.id}".*?</section>`)
    page = page.replace(element, (await drawPanel(one, after)).markup)
  }
  expect(page).toBe((await drawPanels([equity, orders], after)).markup)
  expect(page).toContain('buy &#60;1&#62;')
})

test('a panel without content is hidden and keeps its place', async () => {
  expect((await drawPanel(orders, { usd: 5, orders: [] })).markup).toBe('<section id="orders" hidden></section>')
})

test('panels have the order of the layout, and those of an inner list are side by side', async () => {
  const third: Panel<Account> = { id: 'third', title: 'Third', content: () => 'c' }
  const { markup } = await drawPanels([third, [equity, orders]], { usd: 5, orders: ['a'] })
  expect(markup).toMatch(
    /^<main><section id="third">.*<div class="pair"><section id="equity">.*<section id="orders">.*<\/div><\/main>$/,
  )
})

test('panels are drawn one after the other', async () => {
  let drawing = 0
  const alone: Panel<undefined>['content'] = async () => {
    expect(++drawing).toBe(1)
    await new Promise(resolve => setImmediate(resolve))
    drawing--
    return 'drawn'
  }
  const panels = ['a', 'b', 'c'].map(id => ({ id, title: id, content: alone }))
  expect((await drawPanels([panels[0], [panels[1], panels[2]]], undefined)).markup.match(/drawn/g)).toHaveLength(3)
})
