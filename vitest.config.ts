import { defineConfig } from 'vitest/config';

/** What compares times has the machine to itself: it runs when all else has ended. */
const timed = 'test/bench.test.ts';
/** What runs the command as it is published: test/build.ts builds it once for all of them. */
const commands = ['test/hooks.test.ts', 'test/offline.test.ts', 'test/package.test.ts', ...['bundle', 'change-hook', 'errors', 'killed', 'opened', 'fix/killed'].map((name) => `test/cli/${name}.test.ts`)];
const elsewhere = ['test/tools/**', '**/node_modules/**'];

export default defineConfig({
  test: {
    setupFiles: ['test/setup.ts'],
    // All cores: where there are two, Vitest would take one.
    maxWorkers: '100%',
    testTimeout: 30_000,
    // A process for many files: to load the program and the compiler for each of them anew would be a quarter of all the work.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'commands', include: commands, globalSetup: ['test/build.ts'], sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'tests', include: ['test/**/*.test.ts'], exclude: [timed, ...commands, ...elsewhere], sequence: { groupOrder: 0 } } },
      { extends: true, test: { name: 'times', include: [timed], sequence: { groupOrder: 1 }, maxWorkers: 1 } },
    ],
  },
});
