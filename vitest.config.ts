import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './lab/testing/longest-first.ts'

const folders = ['lab', 'runtime', 'scripts', 'notebooks', 'bench', 'deploy']

/** Files that need a process of their own: they replace a module, load one under another environment, or measure memory. */
const alone = [
  'lab/evolution/narrow-space.test.ts',
  'lab/genome/longest-warmup.test.ts',
  'runtime/feed/{history,signal-engine}.test.ts',
  'runtime/rehearsal/keystone-columns.test.ts',
  'lab/testing/shared.test.ts',
  '**/memory.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['lab/testing/compiled-scripts.ts'],
    setupFiles: ['lab/testing/chance.ts'],
    pool: 'forks',
    // One fewer than there are cores is vitest's choice; but many files wait for the processes that they start.
    maxWorkers: '150%',
    // So high that no test fails for a busy machine.
    testTimeout: 600_000,
    hookTimeout: 600_000,
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
