import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKit } from '../../src/surfaces/functions/index.ts';
import { listPrompts, promptText } from '../../src/surfaces/mcp/prompts.ts';
import { Reader } from '../support/page-runner.ts';
import { Snippets, withPerson } from '../support/page-snippets.ts';
import { completed } from '../support/page-values.ts';
import { codeOf, commandsIn, handWrittenPages, type PageCode, promise, stepsOf } from '../support/pages.ts';

/** Everything in the pages that a reader may run, run as it stands; what cannot be says so in the page's source. */
const everything = handWrittenPages().flatMap(codeOf);
const marked = everything.filter(({ notes }) => notes.notRun !== undefined);
const shell = everything.filter(({ kind, notes }) => (kind === 'script' || kind === 'transcript') && !notes.notRun);
const snippets = everything.filter(({ kind }) => kind === 'ts');
const runnable = snippets.filter(({ notes }) => !notes.notRun);

let sandbox: ChildProcess;
/** The variables of somebody with a key: to a sandbox that is served, for commands that a page shows without `--sandbox`. */
let keys: Record<string, string>;
let files: Snippets;

beforeAll(async () => {
  // Another seed than that of --sandbox: its keys are not the ones that `steward sandbox` prints.
  sandbox = spawn(process.execPath, ['dist/steward.js', 'sandbox', '--seed', '2', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(sandbox.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  const { anthropic, openai } = JSON.parse(String(line)) as Record<string, { base_url: string; admin_key: string }>;
  keys = {
    ANTHROPIC_BASE_URL: anthropic?.base_url ?? '',
    ANTHROPIC_ADMIN_KEY: anthropic?.admin_key ?? '',
    OPENAI_BASE_URL: openai?.base_url ?? '',
    OPENAI_ADMIN_KEY: openai?.admin_key ?? '',
  };
  files = new Snippets();
});

afterAll(async () => {
  const gone = once(sandbox, 'exit');
  sandbox.kill('SIGTERM');
  await gone;
  files.remove();
  const count = (codes: readonly PageCode[]) => codes.reduce((sum, each) => sum + commandsIn(each), 0);
  const notRun = marked.map(({ page, line, notes }) => `\n  ${page}:${line} ${notes.notRun}`);
  process.stdout.write(
    `Pages: ${count(shell)} commands and ${runnable.length} snippets ran; ${marked.length} are marked:${notRun.join('')}\n`,
  );
});

describe.concurrent('a command of the pages runs as it stands', () => {
  it.each(titled(shell))('%s', async (_, code) => {
    await asReader(code, async (reader) => {
      if (code.kind === 'transcript') await expectTranscript(code, reader);
      else for (const script of waysToRun(code.text)) await expectSuccess(code, script, reader);
    });
  });
});

async function expectSuccess({ notes }: PageCode, script: string, reader: Reader): Promise<void> {
  const { code, shown } = await reader.run(await completed(script, reader));
  expect({ code, shown }).toEqual({ code: notes.ends ?? 0, shown: expect.anything() });
  if (!isSilent(script)) expect(shown).toMatch(/\S/);
  if (asksProvider(script)) expect(shown).not.toMatch(/Nothing found|Nothing in this period/);
}

async function expectTranscript({ text }: PageCode, reader: Reader): Promise<void> {
  for (const { command, promised } of stepsOf(text)) {
    const { code, shown } = await reader.run(await completed(command, reader));
    expect({ code, shown }).toEqual({ code: 0, shown: expect.anything() });
    if (promised.length > 0 && !promise(promised).test(tidy(shown)))
      expect(tidy(shown)).toBe(tidy(promised.join('\n')));
  }
}

/** The pages say that whatever asks a provider can be asked of the sandbox, and the other way round. */
function waysToRun(script: string): string[] {
  if (script.includes('\n') || !asksProvider(script)) return [script];
  return [script, script.includes(' --sandbox') ? script.replace(' --sandbox', '') : `${script} --sandbox`];
}

function asksProvider(script: string): boolean {
  return /steward (?:anthropic|openai|doctor|keys|people)\b/.test(script);
}

/** A server on standard input ends with its input; a shell takes a completion script in. */
function isSilent(script: string): boolean {
  return /^eval |steward mcp(?: --sandbox)?$|steward journal export$/.test(script);
}

describe('TypeScript of the pages', () => {
  it('compiles, strictly', () => {
    for (const snippet of snippets) files.write(snippet, snippet.text);
    files.check();
  });

  it.each(titled(runnable))('%s runs', async (_, snippet) => {
    await asReader(snippet, async (reader) => {
      const file = files.write(snippet, withPerson(await completed(snippet.text, reader)));
      expect(await reader.start(process.execPath, [file])).toMatchObject({ code: 0 });
    });
  });
});

describe.concurrent('a file of the pages is accepted', () => {
  const checks = everything.filter(({ kind }) => kind === 'json' || kind === 'yaml');

  it.each(titled(checks))('%s', async (_, code) => {
    await asReader(code, async (reader) => {
      for (const command of checksOf(code, reader)) expect(await reader.run(command)).toMatchObject({ code: 0 });
    });
  });
});

/** What a reader does with a file: policies are checked, connections examined, servers of clients started. */
function checksOf({ kind, text }: PageCode, reader: Reader): string[] {
  if (kind === 'json') return serversIn(JSON.parse(text)).map((words) => words.join(' '));
  const file = path.join(reader.home, 'page.yaml');
  writeFileSync(file, text);
  if (/^version:/m.test(text)) return [`steward policy check ${file}`];
  // The file is read; that its keys are not in this home is another matter.
  return [`STEWARD_CONFIG=${file} steward doctor --json || [ $? -eq 4 ]`];
}

function serversIn(document: { readonly [name: string]: unknown }): string[][] {
  const servers = Object.values((document['mcpServers'] ?? document['servers'] ?? {}) as object);
  return servers.map(({ command, args }: { command: string; args: string[] }) => [command, ...args]);
}

describe('help and prompts', () => {
  const help = readFileSync('docs/reference/cli.md', 'utf8');
  const examples = [...help.matchAll(/^(bash|zsh|fish): +(.*?(steward [^)|]*).*)$/gm)];

  it.each(examples.map(([, shell = '', line = '', ours = '']) => ({ shell, line, ours })))(
    'the example for $shell runs: $line',
    async ({ shell, line, ours }) => {
      const reader = new Reader(keys);
      // Ours runs wherever the shell itself is not on this machine.
      const command = existsSync(`/usr/bin/${shell}`) ? `${shell} -c '${line}'` : ours;
      expect(await reader.run(command)).toMatchObject({ code: 0 });
      reader.remove();
    },
  );

  it('the prompts name tools, reports and dimensions that are there', async () => {
    const kit = openKit({ environment: { ...keys, HOME: files.folder } });
    const texts = listPrompts().map(({ name }) => promptText(name, { email: 'ada@example.com' }).text);
    const tools = new Set(kit.definitions.map(({ name }) => name));
    const named = texts.flatMap((text) => text.match(/\b(?:anthropic|openai|propose|apply|find)_\w+/g) ?? []);
    expect(named.filter((name) => !tools.has(name))).toEqual([]);
    const asked = texts.flatMap((text) => [...text.matchAll(/(\w+_usage) \(report ([^)]*)\)/g)]);
    expect(asked.length).toBeGreaterThan(0);
    for (const [, tool = '', calls = ''] of asked) {
      let report: string | undefined;
      for (const call of calls.split(', then ')) {
        const [, named, by] = /^(\w+)?(?: ?by (\w+))?$/.exec(call.replace(/^by /, ' by ')) ?? [];
        report = named ?? report;
        const answer = await kit.run(tool, { report, ...(by && { by: [by] }), limit: 10 });
        expect([call, answer.isError]).toEqual([call, false]);
      }
    }
    kit.close();
  });
});

/** A reader with a home of their own, with the preparations of the page's source behind them. */
async function asReader({ notes }: PageCode, work: (reader: Reader) => Promise<void>): Promise<void> {
  const reader = new Reader({ ...keys, ...(notes.at && { STEWARD_SANDBOX_NOW: notes.at }) });
  try {
    if (notes.after) expect(await reader.run(notes.after)).toMatchObject({ code: 0 });
    await work(reader);
  } finally {
    reader.remove();
  }
}

function titled(codes: readonly PageCode[]): (readonly [string, PageCode])[] {
  return codes.map((code) => [`${code.page}:${code.line}  ${titleOf(code)}`, code]);
}

function titleOf({ text }: PageCode): string {
  const lines = text.trim().split('\n');
  return `${lines[0]}${lines.length > 1 ? ' …' : ''}`;
}

function tidy(shown: string): string {
  return `${shown
    .replaceAll('\r', '')
    .replaceAll(/[ \t]+$/gm, '')
    .trimEnd()}\n`;
}
