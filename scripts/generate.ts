// Writes what is generated: from the catalogue the reference under docs/reference/ and the type test of input keys, from
// the table of walls the linter's rules.
// With --check it writes nothing and fails when something is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { providers } from '../src/providers/index.ts';
import { biomeWalls } from './biome-walls.ts';
import { cliReference } from './reference/cli.ts';
import { errorsReference } from './reference/errors.ts';
import { operationsReference } from './reference/operations.ts';
import { policyReference } from './reference/policy.ts';
import { inputKeysTest } from './type-test.ts';

const files: Readonly<Record<string, string>> = {
  'biome.walls.json': biomeWalls(),
  ...Object.fromEntries(
    providers.map(({ id, title }) => [`docs/reference/operations-${id}.md`, operationsReference(id, title)]),
  ),
  'docs/reference/operations-claude-code.md': operationsReference(null, 'Claude Code'),
  'docs/reference/cli.md': await cliReference(),
  'docs/reference/errors.md': errorsReference(),
  'docs/reference/policy.schema.json': policyReference(),
  'test/contract/generated/input-keys.ts': inputKeysTest(),
};

const check = process.argv.includes('--check');
const stale = Object.entries(files).filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);

if (check && stale.length > 0) {
  console.error(`Out of date: ${stale.map(([file]) => file).join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
} else if (!check) {
  for (const [file, text] of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}
