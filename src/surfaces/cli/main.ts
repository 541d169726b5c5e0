#!/usr/bin/env node
import { version } from './version.ts';

const oldestNode = 22;

/** Answers `--version` and refuses an old Node before anything else is loaded. */
async function main(): Promise<void> {
  const [word] = process.argv.slice(2);
  if (word === '--version' || word === '-V') {
    process.stdout.write(`${version}\n`);
    return;
  }
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode || (major === oldestNode && minor < 18)) {
    process.stderr.write(
      `error: steward needs Node ${oldestNode}.18 or newer, and this is ${process.version}.\n  In a checkout, npx steward uses the Node that npm install brought.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const { runCli } = await import('./program.ts');
  process.exitCode = await runCli(process.argv.slice(2));
}

await main();
