import { defineConfig } from 'vitest/config';

// The tests that mutants of the gate are held against: those beside its files, and its contracts on the sandbox.
export default defineConfig({
  test: {
    include: ['src/gate/**/*.test.ts', 'test/contract/{gate,lifecycle,local-operations}.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
