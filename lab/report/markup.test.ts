import { expect, test } from 'vitest'
import { html, json, trusted } from './markup.ts'

test('inserted values are escaped in text and attributes', () => {
  const name = `"><script>alert('x')</script>&`
  expect(html`<a title="${name}">${name}</a>`.markup).toBe(
    '<a title="&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;">&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;</a>',
  )
})

test('markup is inserted as it is, a list as its parts, undefined as nothing', () => {
  const parts = [html`<i>a</i>`, trusted('<b>b</b>'), 'c<', 1]
  expect(html`${parts}${undefined}`.markup).toBe('<i>a</i><b>b</b>c&#60;1')
})

test('JSON cannot close its script element and parses back to the same value', () => {
  const value = { text: '</script><!--', numbers: [1, null] }
  const { markup } = json(value)
  expect(markup).not.toContain('<')
  expect(JSON.parse(markup)).toEqual(value)
})
