// npm run bench: start-up, the sandbox's speed, and a long report, as figures that can be compared within one run.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { agentCosts } from './agents.ts';
import { gateCosts } from './gate.ts';
import { reportRead } from './report-read.ts';
import { sandboxMemory, sandboxReady, sandboxThroughput } from './sandbox.ts';
import { startUp } from './start-up.ts';

if (!existsSync('dist/steward.js')) execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });

const figures = [
  ...startUp(),
  ...(await sandboxReady()),
  ...(await sandboxThroughput()),
  ...(await sandboxMemory()),
  ...(await reportRead()),
  ...(await gateCosts()),
  ...(await agentCosts()),
];
for (const { name, value, bar } of figures)
  console.log(`${name.padEnd(64)} ${value.padStart(16)}${bar ? `   (${bar})` : ''}`);
