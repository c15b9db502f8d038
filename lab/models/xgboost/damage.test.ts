import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { margins } from './margins.ts'
import { predict } from './predict.ts'
import { readXgboost } from './read-xgboost.ts'
import { bytes } from './reference/cases.ts'

const files = ['categorical-1.7.6.json.model', 'oldest-1.2.1.json.model', 'onehot-3.2.0.ubj', 'softmax-3.2.0.ubj']
const column = Float64Array.of(Number.NaN, -1e300, -1, 0, 0.5, 3, 17, 2 ** 24, 1e300, Number.POSITIVE_INFINITY)

/** Whether the file is refused with a reason, or else read into a model that scores everything and stays finite. */
function harmless(content: Uint8Array): boolean {
  const model = readXgboost(content, 'damaged')
  if (!model.ok) return model.error.startsWith('damaged: ')
  const columns = Array.from({ length: model.value.featureCount }, () => column)
  // A margin above 88 has no exponential in float32; every other answer is finite as well.
  const exponential = /^(count:poisson|reg:gamma|reg:tweedie)$/.test(model.value.objective)
  const answers = exponential ? [] : predict(model.value, columns)
  return [...margins(model.value, columns), ...answers].every(values => values.every(Number.isFinite))
}

describe.each(files)('%s', file => {
  const content = bytes(file)

  const everywhere = Array.from(content.keys())

  test('cut short anywhere is refused', () => {
    expect(everywhere.filter(end => readXgboost(content.subarray(0, end)).ok)).toEqual([])
  })

  test('with any one bit flipped is refused, or scores everything within bounds', () => {
    const harmful = everywhere.filter(at => {
      const damaged = content.slice()
      damaged[at] ^= 1 << (at % 8)
      return !harmless(damaged)
    })
    expect(harmful).toEqual([])
  })

  test('with many bytes replaced, moved or lost is refused, or scores everything within bounds', () => {
    const place = fc.integer({ min: 0, max: content.length - 1 })
    const damage = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
    fc.assert(
      fc.property(damage, place, place, (changes, from, to) => {
        const damaged = content.slice()
        for (const [at, byte] of changes) damaged[at] = byte
        const lost = Uint8Array.from([...damaged.subarray(0, from), ...damaged.subarray(to)])
        return harmless(damaged) && harmless(lost)
      }),
      { numRuns: 300 },
    )
  })
})

test('bytes of no format at all are refused', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), content => !readXgboost(content).ok))
})
