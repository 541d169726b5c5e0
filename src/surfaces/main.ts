#!/usr/bin/env node
import module from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { version } from '../internal/version.ts';
import type { Doors } from './doors.ts';

const oldestNode = 22;

const doors: Doors = { agents: async () => (await import('./mcp/serve.ts')).serveAgents };

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
  if (word === 'mcp') rememberCompiledCode();
  const { runCli } = await import('./cli/program.ts');
  process.exitCode = await runCli(process.argv.slice(2), doors);
}

/**
 * A server for agents is started again and again, and half of its start is compiling. Only there: where a person types a
 * passphrase, no code runs that was kept in a folder which other programs of theirs can write.
 */
function rememberCompiledCode(): void {
  const caches = process.env['XDG_CACHE_HOME'] || path.join(process.env['HOME'] || homedir(), '.cache');
  // By its module's name: an import by its own would end an older Node before that can be told that it is too old.
  module.enableCompileCache(path.join(caches, 'steward', 'compiled'));
}

await main();
