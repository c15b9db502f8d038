import { tests, under } from './rules.ts'

/** Answers the same question the same way for ever, so time and chance come in as arguments. */
const pure: readonly string[] = [
  ...['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/seeds', 'lab/strategy', 'lab/backtest'],
  ...['lab/ledger', 'lab/evolution', 'lab/validation', 'lab/venues/embedded/bars'],
  ...['runtime/decide.ts', 'runtime/risk', 'runtime/orders', 'runtime/portfolio', 'runtime/sizing'],
]

/** The shells that stand in pure folders: threads and files. */
const shells = /^lab\/validation\/(?:measuring|thresholds|holdout\/access-log-folder)\b/

const isTest = (file: string) => tests.files.test(file)
const isPure = (file: string) => !isTest(file) && !shells.test(file) && pure.some(place => under(file, place))

export interface Ban {
  /** What may not be said, each a pattern over code freed of comments and strings. */
  readonly said: readonly RegExp[]
  readonly where: (file: string) => boolean
  readonly why: string
}

export const bans: readonly Ban[] = [
  {
    said: [
      /\bDate\s*(?:\?\.|\.)\s*now\b/g,
      // `new Date(at)` asks no clock; `new Date()`, `new Date` and `Date()` do.
      /\bnew\s+Date\b(?!\s*\(\s*[^)\s])/g,
      /(?<!\bnew\s+)\bDate\s*\(/g,
      /\bDate\s*\[|=\s*Date\b(?!\s*[.?])/g,
    ],
    where: file => file.endsWith('.ts') && file !== 'lab/clock.ts' && !isTest(file),
    why: 'the time of day is read in lab/clock.ts alone: take a Clock',
  },
  {
    said: [
      /\bMath\s*(?:\?\.|\.)\s*random\b/g,
      /\bMath\s*\[|=\s*Math\b(?!\s*[.?])/g,
      /\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/g,
    ],
    where: file => isPure(file) || (file.startsWith('lab/') && !isTest(file)),
    why: 'chance comes from lab/random.ts, so that a run can be repeated: take a Random',
  },
  {
    said: [
      /\b(?:performance|process|console)\s*(?:\?\.|\.|\[)/g,
      /\b(?:set(?:Timeout|Interval|Immediate)|fetch|hrtime)\s*\(/g,
    ],
    where: isPure,
    why: 'a pure folder touches no clock, no network, no terminal: leave it to the shell',
  },
  {
    said: [/\bas\s+(?:unknown\s+as\s+)?(?:readonly\s+)?(?:\w+\s*<\s*)*Approved\b/g, /\bApproved\s+as\b/g],
    where: file => file !== 'runtime/risk/approve.ts',
    why: 'only runtime/risk/approve.ts makes an Approved: send the intent through the rules',
  },
]
