import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { featureTables } from '../testing/feature-tables.ts'
import { featureContract } from './contract.ts'
import { featureNamed, features, longestWindow } from './index.ts'
import { wanderingView } from './testing/view.ts'

const view = wanderingView(5, 500)
for (const feature of features) featureContract(feature, view)

test('there are 45 features in eight families, each under its own name', () => {
  expect(features).toHaveLength(45)
  expect(new Set(features.map(({ family }) => family)).size).toBe(8)
  for (const feature of features) expect(featureNamed(feature.name)).toBe(feature)
})

test('no feature remembers more than the longest window', () => {
  for (const { window } of features) expect(window).toBeLessThanOrEqual(longestWindow)
})

test('README.md has the features as the code knows them', () => {
  expect(readFileSync(new URL('./README.md', import.meta.url), 'utf8')).toContain(`\n${featureTables()}\n`)
})
