import { afterEach, expect, test, vi } from 'vitest'
import { equityCurve } from './equity-curve.ts'
import { sampleAccount } from './reference/sample.ts'
import { displayPort, show } from './show.ts'

const [{ time, value }] = sampleAccount().equity
const chart = equityCurve(time, value)

afterEach(() => {
  Reflect.deleteProperty(globalThis, displayPort)
})

test('a chart is shown as a specification and as a picture', async () => {
  const display = vi.fn()
  Object.assign(globalThis, { [displayPort]: display })
  await show(chart)
  expect(display).toHaveBeenCalledTimes(1)
  const [bundle] = display.mock.calls[0]
  expect(bundle['application/vnd.vegalite.v5+json']).toEqual(chart)
  expect(bundle['image/svg+xml']).toMatch(/^<svg/)
})

test('a table is shown as HTML', async () => {
  const display = vi.fn()
  Object.assign(globalThis, { [displayPort]: display })
  await show({ toHTML: () => '<table></table>' })
  expect(display).toHaveBeenCalledWith({ 'text/html': '<table></table>' })
})

test('outside a notebook, show names the alternative', async () => {
  await expect(show(chart)).rejects.toThrow('npm run notebook')
})
