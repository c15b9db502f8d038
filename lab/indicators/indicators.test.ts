import { expect, test } from 'vitest'
import { indicatorContract } from './contract.ts'
import { functions } from './functions.ts'
import { walk } from './reference/walk.ts'
import { family } from './testing/family.ts'

const bars = walk(11, 450)

for (const member of family) indicatorContract(member, bars)

test('every indicator is a listed member of the family, once', () => {
  expect(family.map(member => member.name).sort()).toEqual(Object.keys(functions).sort())
})
