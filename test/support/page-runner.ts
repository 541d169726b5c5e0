import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectNoSecrets } from './canary.ts';

export interface Outcome {
  readonly code: number | null;
  /** Standard output and standard error, as a terminal would show them together. */
  readonly shown: string;
}

/** A reader of a page: a home with nothing in it, a shell, and `steward` and `npx steward` on its path. */
export class Reader {
  readonly home = mkdtempSync(path.join(tmpdir(), 'steward-page-'));
  /** The change that a command showed last. */
  change: string | undefined;
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>>) {
    const programs = path.join(this.home, '.programs');
    mkdirSync(programs);
    const command = path.resolve(import.meta.dirname, 'page-command.ts');
    const steward = `exec '${process.execPath}' --disable-warning=ExperimentalWarning '${command}' "$@"`;
    const npx = `[ "$1" = -y ] && shift\n[ "$1" = steward ] || [ "$1" = ai-steward ] || { echo "npx brings only steward here, not $1" >&2; exit 127; }\nshift\n${steward}`;
    const programme = (name: string, text: string) =>
      writeFileSync(path.join(programs, name), `#!/bin/bash\n${text}\n`, { mode: 0o755 });
    programme('steward', steward);
    programme('npx', npx);
    // The program by its own path, as clients are told to start it.
    programme(
      'node',
      `case "$1" in */ai-steward/dist/steward.js) shift; ${steward};; *) exec '${process.execPath}' "$@";; esac`,
    );
    this.#environment = { ...environment, HOME: this.home, NO_COLOR: '1', PATH: `${programs}:/usr/bin:/bin` };
  }

  /** Runs a script in bash, which ends at the first command that fails. */
  run(script: string): Promise<Outcome> {
    return this.start('bash', ['-ec', `exec 2>&1\n${script}`]);
  }

  start(program: string, words: readonly string[]): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(program, [...words], {
        cwd: this.home,
        env: this.#environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let shown = '';
      const show = (text: string) => {
        shown += text;
      };
      child.stdout.setEncoding('utf8').on('data', show);
      child.stderr.setEncoding('utf8').on('data', show);
      child.on('error', reject);
      child.on('close', (code) => {
        try {
          expectNoSecrets(this.#environment, shown);
          this.change = /chg_[a-z0-9]{12}/.exec(shown)?.[0] ?? this.change;
          resolve({ code, shown });
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  /** What a command prints as JSON. */
  async ask(words: string): Promise<unknown> {
    const { code, shown } = await this.run(`steward ${words} --json 2>/dev/null`);
    if (code !== 0)
      throw new Error(`steward ${words} ended with ${code}: ${(await this.run(`steward ${words}`)).shown}`);
    return JSON.parse(shown);
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }
}
