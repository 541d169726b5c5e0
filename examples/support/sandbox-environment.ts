import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox } from 'ai-steward/sandbox';

/** A sandbox, and the environment of a user who has its keys and nothing else. */
export async function sandboxEnvironment() {
  const sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const home = mkdtempSync(path.join(tmpdir(), 'steward-example-'));
  return {
    environment: {
      HOME: home,
      ANTHROPIC_ADMIN_KEY: sandbox.anthropic.admin_key,
      ANTHROPIC_BASE_URL: sandbox.anthropic.base_url,
      OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
      OPENAI_BASE_URL: sandbox.openai.base_url,
    },
    async close() {
      await sandbox.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
