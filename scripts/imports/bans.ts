import { tests, under } from './rules.ts'

/** Pure folders: their functions depend on nothing but arguments, so time and chance are passed in. */
const pure: readonly string[] = [
  ...['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/seeds', 'lab/strategy', 'lab/backtest'],
  ...['lab/ledger', 'lab/evolution', 'lab/validation', 'lab/venues/embedded/bars'],
  ...['runtime/decide.ts', 'runtime/risk', 'runtime/orders', 'runtime/portfolio', 'runtime/sizing'],
]

/** Exceptions inside pure folders, which use threads and files. */
const shells = /^lab\/validation\/(?:measuring|thresholds|holdout\/access-log-folder)\b/

const isTest = (file: string) => tests.files.test(file)
const isPure = (file: string) => !isTest(file) && !shells.test(file) && pure.some(place => under(file, place))

export interface Ban {
  /** Patterns of the banned code, matched against code without comments and strings. */
  readonly said: readonly RegExp[]
  readonly where: (file: string) => boolean
  readonly why: string
}

export const bans: readonly Ban[] = [
  {
    said: [
      /\bDate\s*(?:\?\.|\.)\s*now\b/g,
      // `new Date(at)` reads no clock; `new Date()`, `new Date` and `Date()` do.
      /\bnew\s+Date\b(?!\s*\(\s*[^)\s])/g,
      /(?<!\bnew\s+)\bDate\s*\(/g,
      /\bDate\s*\[|=\s*Date\b(?!\s*[.?])/g,
    ],
    where: file => file.endsWith('.ts') && file !== 'lab/clock.ts' && !isTest(file),
    why: 'only lab/clock.ts reads the time of day: take a Clock as an argument',
  },
  {
    said: [
      /\bMath\s*(?:\?\.|\.)\s*random\b/g,
      /\bMath\s*\[|=\s*Math\b(?!\s*[.?])/g,
      /\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/g,
    ],
    where: file => isPure(file) || (file.startsWith('lab/') && !isTest(file)),
    why: 'random numbers come from lab/random.ts, so that a run can be repeated: take a Random as an argument',
  },
  {
    said: [
      /\b(?:performance|process|console)\s*(?:\?\.|\.|\[)/g,
      /\b(?:set(?:Timeout|Interval|Immediate)|fetch|hrtime)\s*\(/g,
    ],
    where: isPure,
    why: 'a pure folder uses no clock, network or terminal: do it in the caller',
  },
  {
    said: [/\bas\s+(?:unknown\s+as\s+)?(?:readonly\s+)?(?:\w+\s*<\s*)*Approved\b/g, /\bApproved\s+as\b/g],
    where: file => file !== 'runtime/risk/approve.ts',
    why: 'only runtime/risk/approve.ts makes an Approved: check the intent with approve()',
  },
]
