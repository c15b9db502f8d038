/** What turns bars into wanted exposure. */
const signals = ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/seeds', 'lab/enhancers']
/** What of the lab the live process is made of: nothing heavy, nothing random. */
const mind = [...signals, 'lab/strategy', 'lab/result.ts']

/**
 * Who may import whom. A folder may always import itself; a folder without a row may not exist. `npm:` and `node:` are the
 * world outside, named one by one where it matters what a folder leans on.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lab/index.ts': ['lab/face', 'npm:arquero'],
  'lab/face': ['lab'],
  // The one file of the lab that reaches the rehearsal, so that a notebook may start one.
  'lab/face/rehearsal.ts': ['lab', 'runtime/rehearsal'],
  'lab/input-error.ts': [],
  'lab/result.ts': [],
  'lab/clock.ts': ['lab/market'],
  'lab/random.ts': [],
  'lab/timers.ts': ['lab/market'],
  'lab/version.ts': [],
  // Writing so that a power cut leaves the old or the new: for the few shells of the lab that keep things.
  'lab/durable.ts': ['node:fs', 'node:path'],
  // Compiles what starts often, and keeps it.
  'lab/bundle': ['lab/market', 'lab/clock.ts', 'npm:esbuild', 'node:'],
  'lab/market': ['lab/result.ts'],
  'lab/indicators': ['lab/market'],
  'lab/regimes': ['lab/market', 'lab/indicators'],
  'lab/models': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/result.ts', 'lab/random.ts', 'npm:zod'],
  'lab/seeds': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/result.ts', 'lab/random.ts'],
  // They change signals of any seed, and know none.
  'lab/enhancers': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/seeds/seed.ts', 'lab/result.ts'],
  'lab/strategy': [...mind, 'npm:yaml', 'npm:zod', 'node:crypto'],
  'lab/backtest': mind,
  'lab/ledger': [...mind, 'lab/backtest', 'node:crypto'],
  'lab/ledger/ledger.ts': ['lab/ledger', 'node:path'],
  'lab/ledger/ledger-files.ts': ['lab/ledger', 'lab/durable.ts', 'node:fs', 'node:path'],
  // What is bred ◄ how it is searched ◄ who evaluates ◄ what is kept.
  'lab/genome': [...mind, 'lab/ledger', 'lab/random.ts'],
  'lab/evolution': [...mind, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/random.ts'],
  // Threads run compiled, from sources too.
  'lab/workers/threads': [...mind, 'lab/backtest', 'lab/genome', 'lab/evolution', 'lab/bundle', 'node:'],
  'lab/workers/queue': [
    ...[...mind, 'lab/genome', 'lab/evolution', 'lab/workers', 'lab/random.ts', 'lab/durable.ts', 'lab/clock.ts'],
    ...['lab/version.ts', 'lab/input-error.ts', 'node:', 'npm:bullmq', 'npm:ioredis'],
  ],
  'lab/workers/snapshots': [
    ...['lab/market', 'lab/data/fingerprint.ts', 'lab/durable.ts', 'lab/input-error.ts', 'node:'],
    'npm:@aws-sdk/client-s3',
  ],
  'lab/runs': [
    ...[...mind, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/evolution', 'lab/workers', 'lab/durable.ts'],
    ...['npm:zod', 'node:crypto', 'node:fs', 'node:os', 'node:path'],
  ],
  'lab/validation': [
    ...[...mind, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/evolution', 'lab/random.ts', 'lab/version.ts'],
  ],
  'lab/validation/thresholds.ts': ['lab/strategy', 'lab/bundle', 'lab/result.ts', 'npm:zod', 'node:fs', 'node:path'],
  // Pictures of what the judge has found.
  'lab/validation/dossier': ['lab/validation', 'lab/report', 'lab/charts', 'lab/market'],
  'lab/validation/measuring': [
    ...['lab/validation', ...mind, 'lab/backtest', 'lab/genome', 'lab/evolution', 'lab/workers/threads', 'lab/bundle'],
    'node:os',
    'node:worker_threads',
  ],
  'lab/validation/holdout/access-log-folder.ts': [
    'lab/validation',
    'lab/durable.ts',
    'node:fs',
    'node:path',
    'node:crypto',
  ],
  // It speaks to a venue through the port in lab/market, and knows none.
  'lab/data': [
    ...[
      'lab/market',
      'lab/result.ts',
      'lab/random.ts',
      'lab/clock.ts',
      'lab/timers.ts',
      'lab/durable.ts',
      'lab/input-error.ts',
      'node:',
    ],
    ...['npm:@duckdb/node-api', 'npm:arquero', 'npm:undici', 'npm:zod'],
  ],
  // The runtime closes its own bars with it.
  'lab/data/ticks': ['lab/market', 'lab/input-error.ts'],
  // The table of venues, and what a row of it is.
  'lab/venues/feed-source.ts': ['lab/market', 'lab/clock.ts', 'lab/timers.ts', 'lab/random.ts'],
  'lab/venues/feeds.ts': ['lab/venues'],
  // The runtime trades through it too: nothing heavy, and no lake.
  'lab/venues/hyperliquid': [
    ...['lab/market', 'lab/result.ts', 'lab/random.ts', 'lab/clock.ts', 'lab/timers.ts', 'lab/input-error.ts', 'node:'],
    ...['lab/venues/feed-source.ts', 'npm:@nktkas/hyperliquid', 'npm:undici', 'npm:ws', 'npm:zod'],
  ],
  // What the venue keeps on S3: only the lab takes it, and writes it into the lake in bulk.
  'lab/venues/hyperliquid/archive': [
    ...['lab/venues/hyperliquid', 'lab/market', 'lab/result.ts', 'lab/random.ts', 'lab/clock.ts', 'lab/durable.ts'],
    ...['lab/data/lake/tables.ts', 'lab/data/lake/writer.ts', 'lab/data/lake/duckdb.ts', 'lab/data/lz4'],
    ...['lab/input-error.ts', 'node:', 'npm:@aws-sdk/client-s3', 'npm:@duckdb/node-api', 'npm:zod'],
  ],
  // The runtime carries no backtester, so neither does the exchange that it trades on.
  'lab/venues/embedded': [
    ...['lab/market', 'lab/random.ts', 'lab/result.ts', 'lab/clock.ts', 'npm:ws', 'npm:zod', 'node:'],
  ],
  'lab/charts': [
    ...['lab/market', 'lab/regimes', 'lab/strategy', 'lab/backtest', 'npm:vega', 'npm:vega-lite', 'node:'],
    // What an asset's score is made of, and by which weights.
    ...['lab/data/universe/score.ts', 'lab/data/universe/rules.ts'],
  ],
  'lab/charts/evolution': ['lab/charts', 'lab/genome', 'lab/models'],
  // Charts ◄ the parts that every page is made of ◄ the reports, which are lists of such parts.
  'lab/report': ['lab/charts', 'lab/market', 'node:fs', 'node:url'],
  'lab/report/run': ['lab/report', 'lab/charts', 'lab/market', 'lab/backtest'],
  'lab/report/evolution': [
    ...['lab/report', 'lab/charts', 'lab/genome', 'lab/evolution', 'lab/market', 'lab/models', 'lab/backtest'],
  ],
  // A page of this machine: it only looks.
  'lab/explore': [
    ...[
      'lab/market',
      'lab/data',
      'lab/ledger',
      'lab/genome',
      'lab/evolution',
      'lab/runs',
      'lab/report',
      'npm:arquero',
      'node:',
    ],
  ],
  'lab/explore/page': ['lab/explore', 'npm:@duckdb/duckdb-wasm', 'npm:vega', 'npm:vega-lite', 'npm:vega-interpreter'],
  'lab/testing': ['lab', 'npm:', 'node:'],

  runtime: ['runtime', ...mind, 'lab/clock.ts', 'npm:yaml', 'npm:zod', 'node:'],
  'runtime/orders': [...mind, 'node:crypto'],
  'runtime/risk': ['runtime/orders', ...mind],
  'runtime/feed': [...mind, 'lab/clock.ts', 'lab/venues', 'node:'],
  // A journal is replayed through the mind, to the same commands.
  'runtime/journal': ['runtime/decide.ts', 'runtime/state.ts', 'lab/market', 'lab/result.ts', 'lab/clock.ts', 'node:'],
  // The lab and the runtime side by side: only the face and the scripts reach it.
  'runtime/rehearsal': [
    ...['runtime', ...mind, 'lab/backtest', 'lab/genome', 'lab/evolution', 'lab/validation', 'lab/report'],
    ...['lab/venues/embedded', 'lab/clock.ts', 'lab/random.ts', 'node:'],
  ],

  scripts: ['lab', 'runtime', 'node:', 'npm:commander', 'npm:cli-progress', 'npm:vitest'],
  'scripts/imports': ['node:fs', 'node:module', 'node:path', 'npm:zod'],
  'scripts/bench': ['lab', 'node:'],
  'scripts/wording': [],
  'scripts/reference': ['npm:@tslab/typescript-for-tslab', 'node:'],
  'scripts/tests': ['npm:vitest'],
  'scripts/terminal': ['lab', 'runtime/rehearsal', 'node:', 'npm:cli-progress'],
  'scripts/kernel': ['lab', 'npm:tslab', 'npm:typescript', 'npm:@tslab/typescript-for-tslab', 'node:'],
  notebooks: ['seedbed', 'npm:arquero', 'npm:vega-lite'],
  'notebooks/testing': ['scripts/imports', 'node:'],
}

/** Tests, benches, laws and reference values take what they please, save that the lab's never start the runtime. */
export const tests = {
  files: /(?:\.(?:test|bench)|\/contract)\.ts$|\/reference\/|\/testing\//,
  mayImport: {
    lab: ['lab', 'npm:', 'node:'],
    'runtime/rehearsal': ['lab', 'runtime', 'npm:', 'node:'],
    runtime: ['lab', 'runtime', 'npm:', 'node:'],
    scripts: ['lab', 'runtime', 'scripts', 'npm:', 'node:'],
    notebooks: ['lab', 'scripts', 'npm:', 'node:'],
  } as Readonly<Record<string, readonly string[]>>,
}

/** Whether `path` is `place` or lies in it; `npm:` holds every package and `node:` every built-in module. */
export const under = (path: string, place: string): boolean =>
  path === place || path.startsWith(place.endsWith(':') || place.endsWith('/') ? place : `${place}/`)
