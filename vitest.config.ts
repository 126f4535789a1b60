import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/tools/**', '**/node_modules/**'],
    setupFiles: ['test/setup.ts'],
    // All cores: where there are two, Vitest would take one.
    maxWorkers: '100%',
    testTimeout: 30_000,
  },
});
