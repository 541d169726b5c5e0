// What stands for `steward` where the commands of a page are run: the bundle, with somebody at a terminal for what takes a
// person, and with an end for what serves until it is told to stop.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { spawn as spawnOnTerminal } from '@lydell/node-pty';

const bundle = path.resolve(import.meta.dirname, '../../dist/steward.js');
const words = process.argv.slice(2);
const line = words.join(' ');

/** What this person types, and to which question. */
const person: readonly { readonly asked: RegExp; readonly types: (match: RegExpExecArray) => string }[] = [
  { asked: /Type (.+?) to (?:approve this change|go on)/, types: ([, name = '']) => name },
  { asked: /assphrase (?:of|for) \w+|The same again/, types: () => 'a passphrase of a test' },
];

if (/^(?:approve|approvals (?:enroll|revoke)|policy sign|resume)\b/.test(line)) asPerson();
else if (/^sandbox\b|^mcp .*--http\b/.test(line))
  untilReady(/\nexport OPENAI_ADMIN_KEY=.*\n|"admin_key".*\n|Serving MCP at .*\n/);
else spawn(process.execPath, [bundle, ...words], { stdio: 'inherit' }).on('exit', leave);

function asPerson(): void {
  const child = spawnOnTerminal(process.execPath, [bundle, ...words], { cols: 160, rows: 50, cwd: process.cwd() });
  let unanswered = '';
  child.onData((data) => {
    process.stdout.write(data);
    unanswered += data;
    for (const { asked, types } of person) {
      const match = asked.exec(unanswered);
      if (!match) continue;
      unanswered = '';
      setTimeout(() => child.write(`${types(match)}\r`), 50);
    }
  });
  child.onExit(({ exitCode }) => leave(exitCode));
}

function untilReady(ready: RegExp): void {
  const child = spawn(process.execPath, [bundle, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let shown = '';
  const show = (data: string) => {
    process.stdout.write(data);
    const wasReady = ready.test(shown);
    shown += data;
    if (!wasReady && ready.test(shown)) child.kill('SIGTERM');
  };
  child.stdout.setEncoding('utf8').on('data', show);
  child.stderr.setEncoding('utf8').on('data', show);
  child.on('exit', leave);
}

function leave(code: number | null): void {
  process.exitCode = code ?? 1;
}
