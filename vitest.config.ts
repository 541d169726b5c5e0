import { defineConfig } from 'vitest/config';

const patience = { testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'source', include: ['src/**/*.test.ts', 'test/contract/**/*.test.ts'], ...patience } },
      {
        test: {
          name: 'surfaces',
          include: ['test/surfaces/**/*.test.ts', 'test/attack/**/*.test.ts'],
          globalSetup: ['test/support/build.ts'],
          ...patience,
        },
      },
    ],
  },
});
