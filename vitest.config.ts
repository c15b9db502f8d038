import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['lab/**/*.test.ts', 'runtime/**/*.test.ts', 'scripts/**/*.test.ts', 'notebooks/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
