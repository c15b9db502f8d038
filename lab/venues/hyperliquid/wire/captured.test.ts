import { expect, test } from 'vitest'
import { sharedFile } from '../../../testing/shared.ts'
import { captured, capturedFrames, parsers } from '../testing/payloads.ts'
import { WireError } from './refusal.ts'

const file = (name: string) => sharedFile(`data/hyperliquid/${name}`) as string
const absent = !sharedFile('data/hyperliquid/rest/python_sdk_cassettes.json')

/** Captured payloads that are not read, with the reason. */
const exceptions: Readonly<Record<string, string>> = {
  delegatorHistory: 'staking, which nobody here reads',
  portfolio: 'curves for the venue’s own page: ours are made of fills',
  userVaultEquities: 'shares in vaults, which nobody here holds',
  'test_get_user_state.yaml': 'of early 2023, when accounts had no time: ours must have one',
  'nautilus/http_clearinghouse_state_negative_total_raw_usd.json':
    'cut by hand: without marginSummary and crossMaintenanceMarginUsed, which the venue always sends',
}

test.skipIf(absent)('every captured answer is read, except those with a stated reason', () => {
  const refused = captured(file).flatMap(({ name, kind, data }) => {
    if (!(kind in parsers)) return [kind]
    try {
      parsers[kind](data)
      return []
    } catch (error) {
      expect(error).toBeInstanceOf(WireError)
      return [name in exceptions ? name : `${name}: ${(error as WireError).message}`]
    }
  })
  expect([...new Set(refused)].sort()).toEqual(Object.keys(exceptions).sort())
})

test.skipIf(absent)('every captured frame with data is read', () => {
  const frames = capturedFrames(file)
  expect(frames.length).toBeGreaterThan(15)
  for (const { kind, data } of frames) expect(() => parsers[kind](data)).not.toThrow()
})
