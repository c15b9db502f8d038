/** The folders that compute signals from bars. */
const signals = ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/seeds', 'lab/enhancers']
/** The part of the lab that decides about trades, which the live process imports: no heavy dependency, nothing random. */
const decisions = [...signals, 'lab/strategy', 'lab/result.ts']

/**
 * Which folder may import which. A folder may always import itself, and every folder needs a row here or above it. `npm:` and
 * `node:` stand for all packages and built-in modules; single ones are listed where dependencies are restricted.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lab/index.ts': ['lab/face', 'npm:arquero'],
  'lab/face': ['lab'],
  // Only this file of the lab imports the rehearsal, so that notebooks can start one.
  'lab/face/rehearsal.ts': ['lab', 'runtime/rehearsal'],
  'lab/input-error.ts': [],
  'lab/result.ts': [],
  'lab/clock.ts': ['lab/market'],
  'lab/random.ts': [],
  'lab/timers.ts': ['lab/market'],
  'lab/version.ts': [],
  // Durable writes (a power cut leaves the old or the new file), for the few modules of the lab that write files.
  'lab/durable.ts': ['node:fs', 'node:path'],
  // Compiles modules that start often, and caches the result.
  'lab/bundle': ['lab/market', 'lab/clock.ts', 'npm:esbuild', 'node:'],
  'lab/market': ['lab/result.ts'],
  'lab/indicators': ['lab/market'],
  'lab/regimes': ['lab/market', 'lab/indicators'],
  'lab/models': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/result.ts', 'lab/random.ts', 'npm:zod'],
  'lab/seeds': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/models', 'lab/result.ts', 'lab/random.ts'],
  // Enhancers change the signal of any seed, so they depend on no single seed.
  'lab/enhancers': ['lab/market', 'lab/indicators', 'lab/regimes', 'lab/seeds/seed.ts', 'lab/result.ts'],
  'lab/strategy': [...decisions, 'npm:yaml', 'npm:zod', 'node:crypto'],
  'lab/backtest': decisions,
  'lab/ledger': [...decisions, 'lab/backtest', 'node:crypto'],
  'lab/ledger/ledger.ts': ['lab/ledger', 'node:path'],
  'lab/ledger/ledger-files.ts': ['lab/ledger', 'lab/durable.ts', 'node:fs', 'node:path'],
  // Genomes ◄ the search over them ◄ the workers that evaluate ◄ the folders of runs.
  'lab/genome': [...decisions, 'lab/ledger', 'lab/random.ts'],
  'lab/evolution': [...decisions, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/random.ts'],
  // Worker threads run compiled code, which lab/bundle makes when the lab runs from sources.
  'lab/workers/threads': [...decisions, 'lab/backtest', 'lab/genome', 'lab/evolution', 'lab/bundle', 'node:'],
  'lab/workers/queue': [
    ...[...decisions, 'lab/genome', 'lab/evolution', 'lab/workers', 'lab/random.ts', 'lab/durable.ts', 'lab/clock.ts'],
    ...['lab/version.ts', 'lab/input-error.ts', 'node:', 'npm:bullmq', 'npm:ioredis'],
  ],
  'lab/workers/snapshots': [
    ...['lab/market', 'lab/data/fingerprint.ts', 'lab/durable.ts', 'lab/input-error.ts', 'node:'],
    'npm:@aws-sdk/client-s3',
  ],
  'lab/runs': [
    ...[...decisions, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/evolution', 'lab/workers', 'lab/durable.ts'],
    ...['npm:zod', 'node:crypto', 'node:fs', 'node:os', 'node:path'],
  ],
  'lab/validation': [
    ...[...decisions, 'lab/backtest', 'lab/ledger', 'lab/genome', 'lab/evolution', 'lab/random.ts', 'lab/version.ts'],
  ],
  'lab/validation/thresholds.ts': ['lab/strategy', 'lab/bundle', 'lab/result.ts', 'npm:zod', 'node:fs', 'node:path'],
  // The dossier draws the findings of the validation.
  'lab/validation/dossier': ['lab/validation', 'lab/report', 'lab/charts', 'lab/market'],
  'lab/validation/measuring': [
    ...[
      'lab/validation',
      ...decisions,
      'lab/backtest',
      'lab/genome',
      'lab/evolution',
      'lab/workers/threads',
      'lab/bundle',
    ],
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
  // Data code reads venues through the port in lab/market and depends on no single venue.
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
  // The runtime, too, makes its bars from ticks.
  'lab/data/ticks': ['lab/market', 'lab/input-error.ts'],
  // The type of a venue's row in the table of feeds.
  'lab/venues/feed-source.ts': ['lab/market', 'lab/clock.ts', 'lab/timers.ts', 'lab/random.ts'],
  'lab/venues/feeds.ts': ['lab/venues'],
  // The runtime uses this folder too, so it has no heavy dependency and no lake.
  'lab/venues/hyperliquid': [
    ...['lab/market', 'lab/result.ts', 'lab/random.ts', 'lab/clock.ts', 'lab/timers.ts', 'lab/input-error.ts', 'node:'],
    ...['lab/venues/feed-source.ts', 'npm:@nktkas/hyperliquid', 'npm:undici', 'npm:ws', 'npm:zod'],
  ],
  // The venue's archive on S3, which only the lab downloads, in bulk into the lake.
  'lab/venues/hyperliquid/archive': [
    ...['lab/venues/hyperliquid', 'lab/market', 'lab/result.ts', 'lab/random.ts', 'lab/clock.ts', 'lab/durable.ts'],
    ...['lab/data/lake/tables.ts', 'lab/data/lake/writer.ts', 'lab/data/lake/duckdb.ts', 'lab/data/lz4'],
    ...['lab/input-error.ts', 'node:', 'npm:@aws-sdk/client-s3', 'npm:@duckdb/node-api', 'npm:zod'],
  ],
  // The runtime contains no backtester, so the exchange that it trades on contains none either.
  'lab/venues/embedded': [
    ...['lab/market', 'lab/random.ts', 'lab/result.ts', 'lab/clock.ts', 'npm:ws', 'npm:zod', 'node:'],
  ],
  'lab/charts': [
    ...['lab/market', 'lab/regimes', 'lab/strategy', 'lab/backtest', 'npm:vega', 'npm:vega-lite', 'node:'],
    // The parts and weights of an asset's score.
    ...['lab/data/universe/score.ts', 'lab/data/universe/rules.ts'],
  ],
  'lab/charts/evolution': ['lab/charts', 'lab/genome', 'lab/models'],
  // Charts ◄ the parts of a page ◄ the reports, which are lists of such parts.
  'lab/report': ['lab/charts', 'lab/market', 'node:fs', 'node:url'],
  'lab/report/run': ['lab/report', 'lab/charts', 'lab/market', 'lab/backtest'],
  'lab/report/evolution': [
    ...['lab/report', 'lab/charts', 'lab/genome', 'lab/evolution', 'lab/market', 'lab/models', 'lab/backtest'],
  ],
  // The explore page only reads.
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
  'lab/explore/page': [
    ...['lab/explore', 'lab/charts/theme.ts', 'lab/report/colours.ts'],
    ...['npm:@duckdb/duckdb-wasm', 'npm:vega', 'npm:vega-lite', 'npm:vega-interpreter'],
  ],
  'lab/testing': ['lab', 'npm:', 'node:'],

  runtime: ['runtime', ...decisions, 'lab/clock.ts', 'npm:yaml', 'npm:zod', 'node:'],
  'runtime/orders': [...decisions, 'node:crypto'],
  'runtime/risk': ['runtime/orders', ...decisions],
  'runtime/feed': [...decisions, 'lab/clock.ts', 'lab/venues', 'node:'],
  // Replaying a journal through decide gives the same commands.
  'runtime/journal': ['runtime/decide.ts', 'runtime/state.ts', 'lab/market', 'lab/result.ts', 'lab/clock.ts', 'node:'],
  // The rehearsal joins lab and runtime; only the face and the scripts import it.
  'runtime/rehearsal': [
    ...['runtime', ...decisions, 'lab/backtest', 'lab/genome', 'lab/evolution', 'lab/validation', 'lab/report'],
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
  'notebooks/testing': ['scripts/imports', 'lab/testing', 'node:'],
}

/** Tests, benches, contracts and reference values may import almost anything, but those of the lab never the runtime. */
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

/** Whether `path` is `place` or lies in it; `npm:` contains every package and `node:` every built-in module. */
export const under = (path: string, place: string): boolean =>
  path === place || path.startsWith(place.endsWith(':') || place.endsWith('/') ? place : `${place}/`)
