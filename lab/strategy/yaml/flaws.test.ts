import { expect, test } from 'vitest'
import { inReadingOrder, showFlaw } from './flaw.ts'
import { parseStrategy } from './parse.ts'
import { complete, known } from './reference/complete.ts'
import { writeStrategy } from './write.ts'

const text = writeStrategy(complete, known)

const shown = (edited: string): readonly string[] => {
  const parsed = parseStrategy(edited, known)
  return parsed.ok ? ['ok'] : parsed.error.map(flaw => showFlaw(flaw, 'f'))
}

function edited(from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`the complete strategy has no "${from}"`)
  return text.replace(from, to)
}

test.each([
  [
    'a seed that nobody knows',
    'name: average-cross',
    'name: average-crossing',
    'f:11:11 seeds[0].name: is not a known seed; did you mean average-cross?',
  ],
  [
    'a gene below its range',
    'fast: 12',
    'fast: 2',
    'f:14:13 seeds[0].genes.fast: found 2, expected a whole number from 3 to 30 (bars)',
  ],
  [
    'a gene above its range',
    'width: 2.25',
    'width: 4.1',
    'f:21:14 seeds[1].genes.width: found 4.1, expected a number from 0.5 to 4',
  ],
  [
    'half of a whole gene',
    'gap: 40',
    'gap: 40.5',
    'f:15:12 seeds[0].genes.gap: found 40.5, expected a whole number from 2 to 100 (bars)',
  ],
  [
    'a gene with a unit',
    'gap: 40',
    'gap: 40 bars',
    'f:15:12 seeds[0].genes.gap: found "40 bars", expected a number; for example "12"',
  ],
  [
    'a gene of another seed',
    'patience: 10',
    'patience: 10\n      fast: 12',
    'f:21:13 seeds[1].genes.fast: is not a gene of fade-extremes',
  ],
  [
    'a gene twice',
    'gap: 40',
    'gap: 40\n      gap: 41',
    'f:16:7 seeds[0].genes.gap: appears a second time, first in line 15',
  ],
  [
    'a missing gene',
    '      gap: 40\n',
    '',
    'f:13:5 seeds[0].genes: lacks the gene gap, a whole number from 2 to 100 (bars)',
  ],
  [
    'no genes at all',
    '      fast: 12\n      gap: 40\n',
    '      {}\n',
    'f:13:5 seeds[0].genes: lacks the gene fast, a whole number from 3 to 30 (bars)\nf:13:5 seeds[0].genes: lacks the gene gap, a whole number from 2 to 100 (bars)',
  ],
  [
    'a gene named after what every object has',
    'gap: 40',
    'gap: 40\n      toString: 1',
    'f:16:17 seeds[0].genes.toString: is not a gene of average-cross',
  ],
  ['weights above 1', 'weight: 0.5', 'weight: 0.6', 'f:10:1 seeds: absolute weights sum to 1.1, expected at most 1'],
  ['a symbol twice', 'BTC, ETH', 'BTC, BTC', 'f:7:17 universe[1]: "BTC" is already entry 1'],
  ['no symbols', '[BTC, ETH, "@107", "NO"]', '[]', 'f:7:1 universe: is empty, expected at least 1'],
  ['one symbol without a list', '[BTC, ETH, "@107", "NO"]', 'BTC', 'f:7:11 universe: found "BTC", expected a list'],
  [
    'a day that no month has',
    'from: 2024-09-01',
    'from: 2024-09-31',
    'f:93:27 evidence.segments[0].from: found "2024-09-31", expected a UTC time; for example "2025-01-31" or "2025-01-31T12:00Z"',
  ],
  [
    'a time without its zone',
    'at: 2025-02-01T09:30Z',
    'at: 2025-02-01T09:30',
    'f:108:29 approvals[0].at: found "2025-02-01T09:30", expected a UTC time; for example "2025-01-31" or "2025-01-31T12:00Z"',
  ],
  [
    'a time as a number',
    'at: 2025-02-01T09:30Z',
    'at: 1738402200000',
    'f:108:29 approvals[0].at: found "1738402200000", expected a UTC time; for example "2025-01-31" or "2025-01-31T12:00Z"',
  ],
  [
    'a period that ends before it begins',
    'from: 2023-05-12',
    'from: 2025-05-12',
    'f:91:64 evidence.data[0].to: is not after `from`',
  ],
  [
    'an interval of months',
    'interval: 1h',
    'interval: 1M',
    'f:8:11 interval: found "1M", expected a bar length from 1s to 7d; for example "15m", "1h" or "1d"',
  ],
  [
    'an interval of eight days',
    'interval: 1h',
    'interval: 8d',
    'f:8:11 interval: found "8d", expected a bar length from 1s to 7d; for example "15m", "1h" or "1d"',
  ],
  [
    'a stage that does not exist',
    'stage: paper',
    'stage: papers',
    'f:5:8 stage: found "papers", expected `candidate` or `paper` or `canary` or `live`; did you mean paper?',
  ],
  ['yes for true', 'synthetic: false', 'synthetic: no', 'f:6:12 synthetic: found "no", expected true or false'],
  [
    'a number without its unit',
    'stop: 5 %',
    'stop: 0.05',
    'f:61:9 exits.stop: found "0.05", which has no unit: expected a number above 0 up to 100, in %; for example "5 %"',
  ],
  [
    'basis points for percent',
    'stop: 5 %',
    'stop: 5 bps',
    'f:61:9 exits.stop: found "5 bps", whose unit is "bps": expected a number above 0 up to 100, in %; for example "5 %"',
  ],
  [
    'text that turns its reading direction',
    'by: Ada Lovelace',
    'by: "Ada \\u202e"',
    'f:108:11 approvals[0].by: found "Ada \u202e", expected one line of 1 to 200 visible characters; for example "Ada Lovelace"',
  ],
  ['a field of another group', 'leverage: 3 x', 'leverage: 3 x\n  stop: 5 %', 'f:53:3 sizing.stop: is not a field'],
  [
    'a list as the name of a field',
    'leverage: 3 x',
    'leverage: 3 x\n  ? [a]\n  : 1',
    'f:53:5 sizing: found a list as the name of a field',
  ],
  [
    'fields where one value belongs',
    'interval: 1h',
    'interval: { hours: 1 }',
    'f:8:1 interval: found fields, expected a bar length from 1s to 7d',
  ],
  [
    'a formula that compares a price with an oscillator',
    'rsi(close, 14) < 60',
    'rsi(close, 14) < close',
    'f:27:57 seeds[2].formula.long: a < b takes two quantities of one unit, found points and a price',
  ],
  [
    'a formula with a word that nobody knows',
    'short: crosses(ema(close, 40)',
    'short: crosses(emma(close, 40)',
    'f:28:22 seeds[2].formula.short: emma is not known; did you mean ema?',
  ],
  [
    'an enhancer that nobody knows',
    'least-strength:',
    'least-strenght:',
    'f:31:7 seeds[2].enhancers.least-strenght: is not a known enhancer; did you mean least-strength?',
  ],
  [
    'an enhancer without one of its genes',
    '        wild: 0.25\n',
    '',
    'f:33:7 seeds[2].enhancers.mood: lacks the gene wild, a number from 0 to 1.5',
  ],
  [
    'a formula of a seed that has none',
    '      gap: 40\n',
    '      gap: 40\n    formula: { long: close > open }\n',
    'f:16:5 seeds[0].formula: is not used by average-cross',
  ],
  [
    'a model of a seed that does not learn',
    '      gap: 40\n',
    `      gap: 40\n    model: { file: a.json, hash: "sha256:${'0'.repeat(64)}" }\n`,
    'f:16:5 seeds[0].model: is not used by average-cross, which does not learn',
  ],
  [
    'a model in another folder',
    'file: calm-cross.model.json',
    'file: ../calm-cross.model.json',
    expect.stringMatching(/^f:40:20 seeds\[3\].model.file: found .*, expected lower-case letters/),
  ],
  [
    'a model made elsewhere that does not say what it has seen',
    ', trainedTo: 2023-05-01',
    '',
    'f:44:5 seeds[4].model: lacks the field trainedTo, the end of its training data',
  ],
  [
    'a scaling that nobody knows',
    'name: steady-risk',
    'name: steady',
    'f:55:11 sizing.scaling.name: is not a known scaling',
  ],
  ['a vote without a quorum', '  quorum: 10 %\n', '', 'f:46:1 ensemble: lacks the field quorum, which a vote needs'],
  [
    'a quorum of what does not vote',
    'method: vote',
    'method: split',
    'f:48:11 ensemble.quorum: is only for the method vote, found split',
  ],
  [
    'a distance in true ranges that nobody measures',
    '  atrWindow: 14 bars\n',
    '',
    'f:60:1 exits: lacks the field atrWindow, the window of its ATR distances',
  ],
  [
    'a fraction outside of the safe range, not on purpose',
    'widened: [sizing.fraction]\n',
    '',
    'f:51:13 sizing.fraction: found 7 %, outside the range considered safe for crypto markets, 0.5 % to 5 %; if intended, list sizing.fraction under widened',
  ],
  [
    'a field that is called wide and is not',
    '[sizing.fraction]',
    '[sizing.fraction, exits.stop]',
    'f:70:28 widened[1]: exits.stop is within the safe range, 2 % to 15 %: remove it from the list',
  ],
  [
    'a hash of another content',
    'fraction: 7 %',
    'fraction: 8 %',
    expect.stringMatching(
      /^f:105:7 hash: found sha256:\w{64}, expected sha256:\w{64} for this content: it was changed after it was judged; undo the change or promote the strategy again$/,
    ),
  ],
  [
    'a newer format',
    'format: 2',
    'format: 3',
    'f:3:9 format: found format "3", expected 2: the file was written for another version',
  ],
])('%s is refused with its place', (_, from, to, expected) => {
  expect(shown(edited(from, to)).join('\n')).toEqual(expected)
})

test('a newer format is told before anything that it may have changed', () => {
  expect(shown('format: 3\nnovelty: 1\n')).toEqual([
    'f:1:9 format: found format "3", expected 2: the file was written for another version',
  ])
})

test('every flaw is told, in reading order', () => {
  const flawed = text
    .replace('maxDrawdown: 29 %', 'maxDrawdown: 29')
    .replace('name: calm-cross', 'nam: calm-cross')
    .replace('gap: 40', 'gap: 400')
    .replace('time: 96 bars', 'time: 96 hours')
    .replace('  engine: seedbed 0.1.0\n', '')
    .replace('verdict: pass', 'verdict: passed')
  expect(shown(flawed).map(line => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'f:4:1 nam:',
    'f:15:12 seeds[0].genes.gap:',
    'f:68:9 exits.time:',
    'f:77:16 risk.maxDrawdown:',
    'f:95:41 evidence.gates[0].verdict:',
    'f:97:1 lineage:',
  ])
})

test('flaws are ordered by line, then by column', () => {
  const at = (line: number, column: number) => ({ line, column, path: '', why: '' })
  expect(inReadingOrder([at(2, 1), at(1, 9), at(1, 2)])).toEqual([at(1, 2), at(1, 9), at(2, 1)])
})
