import { readdirSync, readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { jsonSchema } from './json-schema.ts'
import { registered } from './parse.ts'
import { anyStrategy } from './reference/arbitrary.ts'
import { complete, known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

const strategies = new URL('../../../strategies/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, strategies), 'utf8')

/** As an editor's language server reads the text, and what it would underline. */
function judge(schema: object): (text: string) => readonly string[] {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false })
  for (const word of ['enumDescriptions', 'patternErrorMessage']) ajv.addKeyword(word)
  const isValid = ajv.compile(schema)
  return text => {
    isValid(parse(text, { version: '1.2', schema: 'core' }))
    return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
  }
}

const committed = JSON.parse(textOf('strategy.schema.json'))
const judged = judge(committed)
const judgedByKnown = judge(jsonSchema(known))

test('the committed schema is the one of this version', () => {
  expect(textOf('strategy.schema.json')).toBe(`${JSON.stringify(jsonSchema(registered), null, 2)}\n`)
})

const [, example] = /```yaml\n(.*?)```/s.exec(textOf('README.md')) ?? []
const files = readdirSync(strategies).filter(name => name.endsWith('.yaml'))

test.each([['the example of the README', example], ...files.map(name => [name, textOf(name)])])(
  '%s is valid',
  (_, text) => expect(judged(text)).toEqual([]),
)

test('whatever strategy is written, an editor finds nothing wrong with it', () => {
  expect(judgedByKnown(writeStrategy(complete, known))).toEqual([])
  fc.assert(
    fc.property(anyStrategy, strategy => {
      expect(judgedByKnown(writeStrategy(strategy, known))).toEqual([])
    }),
    { numRuns: 100 },
  )
})

const ensemble = textOf('example-ensemble.yaml')
const formula = textOf('example-formula.yaml')
const model = textOf('example-model.yaml')

describe('underlined is', () => {
  test.each<[what: string, text: string, from: string, to: string, place: string]>([
    ['a field that nobody knows', ensemble, 'leverage: 3 x', 'leverage: 3 x\n  margin: 2 x', '/sizing'],
    ['a field that is missing', ensemble, '  leverage: 3 x\n', '', '/sizing'],
    ['another format', ensemble, 'format: 2', 'format: 1', '/format'],
    ['a missing unit', ensemble, 'fraction: 5 %', 'fraction: 5', '/sizing/fraction'],
    ['a wrong unit', ensemble, 'fraction: 5 %', 'fraction: 500 bps', '/sizing/fraction'],
    ['another wrong unit', ensemble, 'stopAtr: 3 ATR', 'stopAtr: 3 %', '/exits/stopAtr'],
    ['a negative loss', ensemble, 'maxDrawdown: 20 %', 'maxDrawdown: -20 %', '/risk/maxDrawdown'],
    ['half a bar', ensemble, 'time: 168 bars', 'time: 168.5 bars', '/exits/time'],
    ['half of a whole gene', ensemble, 'fast: 12', 'fast: 12.5', '/seeds/0/genes/fast'],
    ['a gene below its range', ensemble, 'fast: 12', 'fast: 2', '/seeds/0/genes/fast'],
    ['a gene above its range', ensemble, 'overbought: 70', 'overbought: 86', '/seeds/2/genes/overbought'],
    ['a gene with a unit', ensemble, 'fast: 12', 'fast: 12 bars', '/seeds/0/genes/fast'],
    ['a missing gene', ensemble, '      fast: 12\n', '', '/seeds/0/genes'],
    ['a gene of another seed', ensemble, 'channel: 65', 'channel: 65\n      gap: 40', '/seeds/1/genes'],
    ['a seed that nobody knows', ensemble, 'name: rsi', 'name: rsy', '/seeds/2/name'],
    ['a scaling that nobody knows', ensemble, 'name: volatility-target', 'name: target', '/sizing/scaling/name'],
    ['a gene of a scaling out of range', ensemble, 'target: 0.02', 'target: 2', '/sizing/scaling/genes/target'],
    ['an enhancer that nobody knows', ensemble, 'confirmation:', 'confirmations:', '/seeds/0/enhancers'],
    ['a missing gene of an enhancer', ensemble, '        factor: 4\n', '', '/seeds/0/enhancers/confirmation'],
    ['a word that does not exist', ensemble, 'method: vote', 'method: poll', '/ensemble/method'],
    ['a stage that does not exist', ensemble, 'stage: candidate', 'stage: alive', '/stage'],
    ['a word for a boolean', ensemble, 'synthetic: false', 'synthetic: no', '/synthetic'],
    ['a bar length in words', ensemble, 'interval: 1h', 'interval: hourly', '/interval'],
    ['a weight above 1', ensemble, 'weight: 0.2', 'weight: 1.2', '/seeds/2/weight'],
    ['an empty universe', ensemble, '[BTC, ETH, SOL]', '[]', '/universe'],
    [
      'a formula without rules',
      formula,
      formula.slice(formula.indexOf('    formula:'), formula.indexOf('\nsizing')),
      '',
      '/seeds/0',
    ],
    [
      'a formula under another seed',
      ensemble,
      'name: rsi',
      'name: rsi\n    formula: { long: close > open }',
      '/seeds/2/formula',
    ],
    ['a model of what does not learn', model, 'name: linear-svc', 'name: rsi', '/seeds/0/model'],
    ['a model made elsewhere, of no known time', model, 'name: linear-svc', 'name: xgboost', '/seeds/0/model'],
    ['a time that the model file tells', model, ' }\n', ', trainedTo: 2023-03-01 }\n', '/seeds/0/model/trainedTo'],
    ['half a hash', model, /hash: sha256:.{30}/.exec(model)?.[0] ?? '', 'hash: sha256:', '/seeds/0/model/hash'],
  ])('%s', (_, text, from, to, place) => {
    expect(text).toContain(from)
    const said = judged(text.replace(from, to))
    expect(said.map(each => each.split(' ')[0])).toContain(place)
  })
})

test('every field and every gene is explained', () => {
  const silent: string[] = []
  const visit = (schema: unknown, path: string) => {
    if (typeof schema !== 'object' || schema === null) return
    for (const [key, value] of Object.entries(schema)) {
      // Conditions and what follows from them tell again of fields that are explained where they are introduced.
      if (key === 'properties' && !/\/(if|then|then\/properties\/model)$/.test(path)) {
        for (const [name, each] of Object.entries(value)) {
          if (!(each as { description?: string }).description) silent.push(`${path}/${name}`)
        }
      }
      visit(value, `${path}/${key}`)
    }
  }
  visit(committed, '')
  expect(silent).toEqual([])
})
