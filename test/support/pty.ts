import path from 'node:path';
import { spawn } from '@lydell/node-pty';
import { expectNoSecrets } from './canary.ts';
import type { CliOptions } from './cli.ts';

const bundle = path.resolve('dist/steward.js');

/** What is typed once the terminal shows a text. */
export interface Answer {
  readonly when: RegExp;
  readonly type: string;
}

export interface TerminalResult {
  readonly code: number;
  /** Everything that was shown, without colours and cursor movements. */
  readonly shown: string;
}

/** Runs the command on a terminal of its own, with a person who answers what is asked. */
export function runOnTerminal(
  words: readonly string[],
  answers: readonly Answer[],
  {
    environment = {},
    folder,
    command = bundle,
    columns = 160,
  }: CliOptions & { readonly folder: string; readonly columns?: number },
): Promise<TerminalResult> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...words], {
      cwd: folder,
      cols: columns,
      rows: 50,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, TERM: 'xterm', NO_COLOR: '1', ...environment },
    });
    let shown = '';
    let since = 0;
    const waiting = [...answers];
    child.onData((data) => {
      shown = plain(shown + data);
      const [next] = waiting;
      if (!next?.when.test(shown.slice(since))) return;
      waiting.shift();
      since = shown.length;
      setTimeout(() => child.write(`${next.type}\r`), 20);
    });
    child.onExit(({ exitCode }) => {
      expectNoSecrets(environment, shown);
      resolve({ code: exitCode, shown });
    });
  });
}

function plain(text: string): string {
  // biome-ignore lint/complexity/useRegexLiterals: the escape character is clearer in a string
  return text.replace(new RegExp('\\u001b\\[[0-9;?]*[A-Za-z]', 'g'), '');
}
