import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './lab/testing/longest-first.ts'

const folders = ['lab', 'runtime', 'scripts', 'notebooks', 'bench', 'deploy']

/** Files that would meet what another one left in the process: those that replace a module, and those that measure memory. */
const alone = [
  'lab/evolution/narrow-space.test.ts',
  'lab/genome/longest-warmup.test.ts',
  'runtime/feed/{history,watch,signal-engine}.test.ts',
  'runtime/rehearsal/keystone-columns.test.ts',
  '**/memory.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['lab/testing/compiled-scripts.ts'],
    setupFiles: ['lab/testing/chance.ts'],
    pool: 'forks',
    // One fewer than there are cores is vitest's choice: on two cores that halves the speed for nothing.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    sequence: { sequencer: LongestFirst },
    projects: [
      { extends: true, test: { name: 'alone', include: alone, isolate: true } },
      {
        extends: true,
        test: {
          name: 'together',
          include: folders.map(folder => `${folder}/**/*.test.ts`),
          exclude: [...configDefaults.exclude, ...alone],
          // One process loads the lab once for all of its files.
          isolate: false,
        },
      },
    ],
  },
})
