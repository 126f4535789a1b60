import { defineConfig } from 'vitest/config';

/** What compares times has the machine to itself: it runs when all else has ended. */
const timed = 'test/bench.test.ts';
const elsewhere = ['test/tools/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    // All cores: where there are two, Vitest would take one.
    maxWorkers: '100%',
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [timed, ...elsewhere], sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'times', include: [timed], sequence: { groupOrder: 1 }, maxWorkers: 1 } },
    ],
  },
});
