import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormulaFlaw } from './flaw.ts'
import { limits } from './limits.ts'
import { operationNames, operations } from './operations.ts'
import { parseFormula } from './parse.ts'
import { printFormula } from './print.ts'

/** What is said about a text, each flaw behind the piece of text that it covers. */
const said = (text: string): readonly string[] => {
  const parsed = parseFormula(text)
  const covered = ({ offset, length, why }: FormulaFlaw) => `[${text.slice(offset, offset + length)}] ${why}`
  return parsed.ok ? [] : parsed.error.map(covered)
}
/** The text as it is understood, with every pair of parentheses that it could do without. */
const understood = (text: string): string => {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(parsed.error.map(({ why }) => why).join())
  const shown = (e: typeof parsed.value): string =>
    e.op === 'number' ? String(e.value) : e.inputs.length ? `(${e.op} ${e.inputs.map(shown).join(' ')})` : e.op
  return shown(parsed.value)
}

test('a formula that a person writes is read', () => {
  expect(said('crosses(ema(close, 12), ema(close, 40)) and rsi(close, 14) < 60')).toEqual([])
  expect(said('  close>open\n  and not (funding > 0.0001 or sentiment >= 80)\n')).toEqual([])
  expect(said('close > vwap * 1.02 and stochasticK(14, 3) < 1.5e1 and atr(14) / close > 5e-3')).toEqual([])
})

test('signs bind as they do on paper: or, and, not, comparisons, sums, products, minus', () => {
  expect(understood('not close < open and high > low or low < open')).toBe(
    '(or (and (not (< close open)) (> high low)) (< low open))',
  )
  expect(understood('close - open - low < -open + high * 2')).toBe(
    '(< (- (- close open) low) (+ (negate open) (* high 2)))',
  )
  expect(understood('close - (open - low) < (high + low) / 2')).toBe('(< (- close (- open low)) (/ (+ high low) 2))')
  expect(understood('change(close, 1) < -0.02')).toBe('(< (change close) -0.02)')
  expect(understood('rank(close, 9) < --0.02')).toBe('(< (rank close) 0.02)')
})

describe('units', () => {
  test.each([
    [
      'close > rsi(close, 14)',
      '[close > rsi(close, 14)] a > b takes two quantities of one unit, found a price and points',
    ],
    ['close + volume > open', '[close + volume] a + b takes two quantities of one unit, found a price and a volume'],
    [
      'close * open > high',
      '[close * open] a * b takes one quantity of any unit and one ratio, found a price and a price',
    ],
    [
      'close / volume > 1',
      '[close / volume] a / b takes two quantities of one unit, or a quantity and a ratio, found a price and a volume',
    ],
    [
      'close and open > low',
      '[close and open > low] a and b takes inputs that are true or false, found a price and true or false',
    ],
    ['not close', '[not close] not a takes inputs that are true or false, found a price'],
    [
      'open < close < high',
      '[open < close < high] a < b takes two quantities of one unit, found true or false and a price',
    ],
    ['sma(close > open, 5) > 1', '[sma(close > open, 5)] sma(x) takes quantities, found true or false'],
    ['lately(close, 5)', '[lately(close, 5)] lately(x) takes inputs that are true or false, found a price'],
    [
      'crosses(close, funding)',
      '[crosses(close, funding)] crosses(a, b) takes two quantities of one unit, found a price and a rate',
    ],
  ])('%s is refused with both units and the place', (text, flaw) => {
    expect(said(text)).toEqual([flaw])
  })

  test('a level in price or volume is refused, because coins differ in it', () => {
    const why = 'a fixed level fits one coin and no other'
    expect(said('close > 30000')).toEqual([
      `[close > 30000] a > b takes two quantities of one unit, found a price and a bare number: ${why}`,
    ])
    expect(said('volume > 10 * 2')[0]).toContain(why)
    expect(said('max(close, 5) > open')[0]).toContain(why)
  })

  test('a bare number takes points, a rate or a ratio from what it stands beside', () => {
    expect(said('rsi(close, 14) < 60 and funding > 0.0001 and close / open > 1.01')).toEqual([])
    expect(said('rsi(close, 14) / 2 + 5 < stochasticK(9, 3) and 2 * funding < 1 / 1000 + max(0, -1)')).toEqual([])
    expect(said('1 < 2')).toEqual([])
  })

  test('what tells of change refuses a number that does not change', () => {
    expect(said('sma(5, 10) < 5')).toEqual([
      '[sma(5, 10)] sma needs an input that changes from bar to bar, found a bare number',
    ])
  })

  test('a formula is true or false, and nothing else', () => {
    expect(said('ema(close, 5)')).toEqual([
      '[ema(close, 5)] expected an expression that is true or false, found a price',
    ])
    expect(said('7')).toEqual(['[7] expected an expression that is true or false, found a bare number'])
  })
})

describe('names and parameters', () => {
  test.each([
    ['emma(close, 5) > close', '[emma] emma is not known; did you mean ema?'],
    ['clsoe > open', '[clsoe] clsoe is not known; did you mean close?'],
    ['RSI(close, 14) < 50', '[RSI] RSI is not known; did you mean rsi?'],
    ['frobnicate > open', '[frobnicate] frobnicate is not known'],
    ['close(5) > open', '[(] close is a column: it takes nothing'],
    ['sma > open', '[>] expected "(" after sma: it is written sma(x, period)'],
    ['sma(close) > open', '[sma(close)] expected sma(x, period), found 1 of its arguments'],
    ['sma(close, 501) > open', '[501] sma: period is 501, expected a whole number 2…500, written out'],
    ['sma(close, 2.5) > open', '[2.5] sma: period is 2.5, expected a whole number 2…500, written out'],
    ['sma(close, close) > open', '[close] sma: period is an expression, expected a whole number 2…500, written out'],
    ['quantile(close, 5, 1.5) > open', '[1.5] quantile: q is 1.5, expected 0…1, written out'],
  ])('%s is refused', (text, flaw) => {
    expect(said(text)[0]).toBe(flaw)
  })

  test('arguments the wrong way round are both refused', () => {
    expect(said('sma(12, close) > open')).toEqual([
      '[sma(12, close)] sma needs an input that changes from bar to bar, found a bare number',
      '[close] sma: period is an expression, expected a whole number 2…500, written out',
    ])
  })

  test('everything that is wrong is said at once, in the order of the text', () => {
    expect(said('clsoe > sma(open, 0) and close > rsi(close, 14) or sma(hgih, 2) < 1')).toEqual([
      '[clsoe] clsoe is not known; did you mean close?',
      '[0] sma: period is 0, expected a whole number 2…500, written out',
      '[close > rsi(close, 14)] a > b takes two quantities of one unit, found a price and points',
      '[hgih] hgih is not known; did you mean high?',
    ])
  })
})

describe('the form of the text', () => {
  test.each([
    ['', '[] expected a value, found the end'],
    ['close >', '[] expected a value, found the end'],
    ['close open', '[open] expected a sign or the end, found "open"'],
    ['(close > open', '[] expected ")" to the "(" at character 1, found the end'],
    ['close > open)', '[)] expected a sign or the end, found ")"'],
    ['sma(close 5) > open', '[5] expected "," or ")" in sma(…), found "5"'],
    ['sma(close, 5', '[] expected "," or ")" in sma(…), found the end'],
    ['close > and open', '[and] expected a value, found "and"'],
    ['close == open', '[=] "=" is not a sign of the language; write <= or >='],
    ['close ≥ open', '[≥] "≥" is not a sign of the language; write >='],
    ['close > open; open', '[;] ";" is not a sign of the language'],
    ['rank(close, 9) < 1e999', '[1e999] 1e999 is larger than 1000000000'],
  ])('%s is refused where it ends to make sense', (text, flaw) => {
    expect(said(text)[0]).toBe(flaw)
  })
})

describe('limits', () => {
  const tall = (levels: number) => `${'-'.repeat(levels)}close > open`
  const wide = (terms: number): string =>
    terms === 1 ? 'close > open' : `(${wide(Math.floor(terms / 2))} or ${wide(Math.ceil(terms / 2))})`

  test('a text is as long as it may be, and no longer', () => {
    const text = 'close > open'
    expect(said(text.padEnd(limits.characters))).toEqual([])
    expect(said(text.padEnd(limits.characters + 1))[0]).toContain('is 2001 characters long, at most 2000')
  })
  test('a tree is as deep and as large as it may be, and no more', () => {
    expect(said(tall(limits.depth - 2))).toEqual([])
    expect(said(tall(limits.depth - 1))[0]).toContain('has 13 levels, at most 12')
    expect(said(wide(16))).toEqual([])
    expect(said(wide(17))[0]).toContain('has 67 nodes: operations, columns and numbers, at most 64')
  })
  test('a formula that remembers more than a venue gives is refused', () => {
    expect(said('ema(ema(close, 300), 75) > close')).toEqual([])
    expect(said('ema(ema(close, 300), 76) > close')[0]).toContain('has 4510 bars of warm-up, at most 4500')
  })
  test.each(['(', '-', 'not ', 'sma(', 'close - (', 'a.b', 'sma(close, 5) < ', 'close > open and ', '0'])(
    'a text full of "%s" is refused and nothing else happens',
    piece => {
      expect(said(piece.repeat(limits.characters / piece.length)).length).toBeGreaterThan(0)
    },
  )
})

test('whatever is written, it is read or refused, with flaws that lie in the text', () => {
  const words = [...operationNames, '(', ')', ',', ' ', '1', '14', '0.5', '-', '<', 'and', 'close', 'sma(close, 5)']
  const soup = fc.array(fc.constantFrom(...words), { maxLength: 60 }).map(parts => parts.join(' '))
  const texts = fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 300 }), soup)
  fc.assert(
    fc.property(texts, text => {
      const parsed = parseFormula(text)
      if (parsed.ok) {
        const printed = printFormula(parsed.value)
        expect(parseFormula(printed)).toEqual(parsed)
        return
      }
      expect(parsed.error.length).toBeGreaterThan(0)
      for (const { offset, length } of parsed.error) {
        expect(offset).toBeGreaterThanOrEqual(0)
        expect(offset + length).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 500 },
  )
})

test('no name is a word of YAML, of JavaScript or of the signs', () => {
  for (const name of operationNames) {
    expect(['true', 'false', 'null', 'yes', 'no', 'on', 'off', '__proto__', 'constructor']).not.toContain(name)
    if (operations[name].form === 'function') expect(name).toMatch(/^[a-z][a-zA-Z0-9]*$/)
  }
})
