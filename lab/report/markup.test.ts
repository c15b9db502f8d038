import { expect, test } from 'vitest'
import { html, json, trusted } from './markup.ts'

test('what is put in is escaped, in text and in attributes', () => {
  const name = `"><script>alert('x')</script>&`
  expect(html`<a title="${name}">${name}</a>`.markup).toBe(
    '<a title="&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;">&#34;&#62;&#60;script&#62;alert(&#39;x&#39;)&#60;/script&#62;&#38;</a>',
  )
})

test('markup stays markup, a list is its parts in a row, and nothing is nothing', () => {
  const parts = [html`<i>a</i>`, trusted('<b>b</b>'), 'c<', 1]
  expect(html`${parts}${undefined}`.markup).toBe('<i>a</i><b>b</b>c&#60;1')
})

test('JSON cannot end the script that it stands in, and is read back as it was', () => {
  const value = { text: '</script><!--', numbers: [1, null] }
  const { markup } = json(value)
  expect(markup).not.toContain('<')
  expect(JSON.parse(markup)).toEqual(value)
})
