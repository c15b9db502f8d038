import { describe, expect, test } from 'vitest'
import { fail, ok } from '../result.ts'
import { type Frozen, learnedOf, maxModelBytes, readFrozen, writeFrozen } from './frozen.ts'

const owner = { seed: 'linear-svc', genes: { lookback: 100, hold: 3 } }
const frozen: Frozen<number> = {
  ...{ format: 1, ...owner },
  symbols: { BTC: { from: 1_704_067_200_000, to: 1_704_427_200_000, rows: 100, state: 0.1 + 0.2 } },
}
const readState = (json: unknown) => (typeof json === 'number' ? ok(json) : fail(`is ${json}, expected a number`))
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (value: unknown) => readFrozen(bytes(JSON.stringify(value)), owner, readState)

describe('a model file', () => {
  test('is read as it was written, to the last digit', () => {
    expect(readFrozen(bytes(writeFrozen(frozen)), owner, readState)).toEqual({ ok: true, value: frozen })
  })

  test('has the same bytes for the same model, in whatever order it was put together', () => {
    const { from, to, rows, state } = frozen.symbols.BTC
    const symbols = { ETH: { state, rows, to, from }, BTC: { to, state, from, rows } }
    const other = { symbols, genes: { hold: 3, lookback: 100 }, seed: owner.seed, format: 1 } as const
    const same = { ...frozen, symbols: { BTC: frozen.symbols.BTC, ETH: frozen.symbols.BTC } }
    expect(writeFrozen(other)).toBe(writeFrozen(same))
    expect(writeFrozen(other).endsWith('}\n')).toBe(true)
  })

  test('knows the symbols that were learned, and no others', () => {
    expect(learnedOf(frozen, 'BTC')?.rows).toBe(100)
    expect(learnedOf(frozen, 'ETH')).toBeUndefined()
    expect(learnedOf(frozen, 'toString')).toBeUndefined()
  })

  test.each([
    ['model: seed is linear-svc, expected pca-forest', { seed: 'pca-forest', genes: owner.genes }],
    ['model: gene hold is 3, expected 4', { ...owner, genes: { lookback: 100, hold: 4 } }],
    ['model: gene hold is 3, expected none of that name', { ...owner, genes: { lookback: 100 } }],
    ['model: gene cadence is absent, expected 5', { ...owner, genes: { ...owner.genes, cadence: 5 } }],
  ])('of another strategy is refused: %s', (error, other) => {
    expect(readFrozen(bytes(writeFrozen(frozen)), other, readState)).toEqual({ ok: false, error })
  })

  const { BTC } = frozen.symbols
  test.each([
    ['model: format: ', { ...frozen, format: 2 }],
    ['model: symbols: ', { ...frozen, symbols: [] }],
    ['model: Unrecognized key: "more"', { ...frozen, more: 1 }],
    [
      'model: symbols.BTC: to is 1704067200000, expected after',
      { ...frozen, symbols: { BTC: { ...BTC, to: BTC.from } } },
    ],
    ['model: symbols.BTC.rows: ', { ...frozen, symbols: { BTC: { ...BTC, rows: 0 } } }],
    ['model: symbols.BTC.from: ', { ...frozen, symbols: { BTC: { ...BTC, from: 1_704_067_200 } } }],
    ['model: symbols.BTC.state: is x, expected a number', { ...frozen, symbols: { BTC: { ...BTC, state: 'x' } } }],
    ['model: ', null],
  ])('that is perturbed is refused: %s', (error, value) => {
    expect(read(value)).toEqual({ ok: false, error: expect.stringContaining(error) })
  })

  test('that is no JSON, no UTF-8 or too large is refused', () => {
    for (const content of [bytes('{"format":1'), new Uint8Array([0xff, 0xfe]), new Uint8Array()]) {
      expect(readFrozen(content, owner, readState)).toEqual({
        ok: false,
        error: expect.stringContaining('model is not JSON in UTF-8'),
      })
    }
    const error = `model has ${maxModelBytes + 1} bytes, expected ≤ ${maxModelBytes}`
    expect(readFrozen(new Uint8Array(maxModelBytes + 1), owner, readState)).toEqual({ ok: false, error })
  })

  test('is not written with what it could not be read with', () => {
    const symbols = { BTC: { ...frozen.symbols.BTC, state: Number.NaN } }
    expect(() => writeFrozen({ ...frozen, symbols })).toThrow('state is NaN, expected a finite number')
    const long = { ...frozen.symbols.BTC, state: 'x'.repeat(maxModelBytes) }
    expect(() => writeFrozen({ ...frozen, symbols: { BTC: long } })).toThrow(RangeError)
  })
})
