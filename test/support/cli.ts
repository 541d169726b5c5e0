import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectNoSecrets, expectNoSecretsUnder } from './canary.ts';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** The script to run; the bundle when absent. */
  readonly command?: string;
}

const bundle = path.resolve('dist/steward.js');

/** A folder with nothing in it, and nothing of this machine's configuration around it. */
export function emptyFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'steward-test-'));
}

/** Runs the bundled command as a process, in an environment of its own. */
export function runCli(
  words: readonly string[],
  { environment = {}, folder, command = bundle }: CliOptions = {},
): Promise<CliResult> {
  const home = folder ?? emptyFolder();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [command, ...words], {
      cwd: home,
      env: { PATH: process.env['PATH'], HOME: home, STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      try {
        expectNoSecrets(environment, stdout, stderr);
        expectNoSecretsUnder(path.join(home, '.local'), environment);
        resolve({ code, stdout, stderr });
      } catch (error) {
        reject(error);
      } finally {
        if (folder === undefined) rmSync(home, { recursive: true, force: true });
      }
    });
  });
}

/** What the command printed as JSON. Fails with what it said when it did not succeed. */
export async function cliJson(words: readonly string[], options?: CliOptions): Promise<unknown> {
  const { code, stdout, stderr } = await runCli([...words, '--json'], options);
  if (code !== 0) throw new Error(`steward ${words.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}
