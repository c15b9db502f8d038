import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'lab/**/*.test.ts',
      'runtime/**/*.test.ts',
      'scripts/**/*.test.ts',
      'notebooks/**/*.test.ts',
      'bench/**/*.test.ts',
      'deploy/**/*.test.ts',
    ],
    globalSetup: ['lab/testing/compiled-scripts.ts'],
    setupFiles: ['lab/testing/chance.ts'],
    pool: 'forks',
    // One fewer than there are cores is vitest's choice: on two cores that halves the speed for nothing.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
