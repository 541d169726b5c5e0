import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');
const modules = path.join(root, 'node_modules');

/** An empty project that has the package as it is published, and what the package itself depends on: no types of Node. */
let app: string;
let home: string;
const installed = () => path.join(app, 'node_modules', packageJson.name);

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'packed-'));
  app = path.join(home, 'app');
  mkdirSync(installed(), { recursive: true });
  const tarball = await packed(path.join(home, 'copy'));
  await run('tar', ['-xzf', tarball, '-C', installed(), '--strip-components=1']);
  for (const name of dependencies()) {
    const link = path.join(app, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(modules, name), link);
  }
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ type: 'module' }));
}, 600_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Packs a copy, so that the bundle that other tests run stays as it is. */
async function packed(copy: string): Promise<string> {
  const own = packageJson.files.filter((file) => file !== 'dist');
  for (const file of [...own, 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts', 'src']) {
    cpSync(path.join(root, file), path.join(copy, file), { recursive: true });
  }
  symlinkSync(modules, path.join(copy, 'node_modules'));
  await run('npm', ['pack', '--offline'], { cwd: copy });
  return path.join(copy, `${packageJson.name}-${packageJson.version}.tgz`);
}

/** What an installation brings along, by the lock file: all that is not for development only. */
function dependencies(): string[] {
  return Object.entries(lock.packages).flatMap(([place, entry]) => {
    const isForDevelopment = 'dev' in entry || 'devOptional' in entry;
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(place) ?? [];
    return name === undefined || isForDevelopment ? [] : [name];
  });
}

const program = `
import { connect, InputError, isStewardError } from 'ai-steward';
import { aiSdkTools, anthropicTools, openaiResponsesTools, openKit } from 'ai-steward/functions';
import { startSandbox } from 'ai-steward/sandbox';

const sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
const openai = connect('openai', { environment: {}, sandbox });
const { data } = await openai.read('openai.projects.list', { limit: 2 });
const names: (string | null | undefined)[] = data.map(({ name }) => name);
let users = 0;
for await (const { email } of openai.items('openai.users.list')) users += email ? 1 : 0;
const { groups } = await openai.report('openai.usage.costs', { since: '7d', by: ['project'] });
const share: number | null | undefined = groups[0]?.share;
// @ts-expect-error there is no such operation
const refused = await openai.read('openai.projects.lists').catch((error: unknown) => isStewardError(error) && error.code);
const kit = openKit({ environment: {}, sandbox });
const tools = [anthropicTools(kit), openaiResponsesTools(kit), Object.keys(aiSdkTools(kit))].map(({ length }) => length);
const { isError } = await kit.run('openai_org', { what: 'projects' });
await kit.close();
await openai.close();
await sandbox.close();
const said = { names: names.length, users: users > 5, share: typeof share, refused, tools, isError, made: new InputError('a', 'b').kind };
console.log(JSON.stringify(said));
`;

describe('a program in an empty project that has only the package', () => {
  it.each([
    ['nodenext', {}],
    ['esnext', { moduleResolution: 'bundler', exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true }],
  ])('passes tsc --strict with its libraries checked, as %s', async (module, more) => {
    writeFileSync(path.join(app, 'checked.ts'), program);
    const compilerOptions = { strict: true, skipLibCheck: false, target: 'es2024', noEmit: true };
    const config = {
      compilerOptions: { ...compilerOptions, preserveSymlinks: true, module, ...more },
      files: ['checked.ts'],
    };
    writeFileSync(path.join(app, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = await run(path.join(modules, '.bin/tsc'), ['-p', app]).catch((failure) => failure);
    expect(stdout).toBe('');
  });

  it('runs', async () => {
    writeFileSync(path.join(app, 'run.ts'), program);
    const { stdout } = await run(process.execPath, ['run.ts'], { cwd: app });
    const [tool] = JSON.parse(stdout).tools;
    expect(JSON.parse(stdout)).toEqual({
      names: 2,
      users: true,
      share: 'number',
      refused: 'operation_unknown',
      tools: [tool, tool, tool],
      isError: false,
      made: 'input',
    });
  });
});

describe('what clients install', () => {
  /** A folder that does what it can to run something else: programs, a registry, a configuration of its own. */
  function hostileFolder(): string {
    const folder = path.join(home, 'hostile');
    mkdirSync(path.join(folder, 'node_modules/.bin'), { recursive: true });
    mkdirSync(path.join(folder, 'node_modules/ai-steward'), { recursive: true });
    for (const name of ['steward', 'ai-steward', 'node']) {
      writeFileSync(path.join(folder, 'node_modules/.bin', name), '#!/bin/sh\ntouch "$0.ran"\n', { mode: 0o755 });
    }
    writeFileSync(path.join(folder, '.npmrc'), 'ignore-scripts=false\n');
    writeFileSync(
      path.join(folder, 'steward.yaml'),
      'connections:\n  openai:\n    provider: openai\n    base_url: http://127.0.0.1:9/v1\n    credential: { env: OPENAI_ADMIN_KEY }\n',
    );
    return folder;
  }

  async function toolsOf(command: string, args: string[]): Promise<string[]> {
    const cwd = hostileFolder();
    const env = {
      PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
      HOME: home,
      OPENAI_ADMIN_KEY: 'sk-admin-made-up',
    };
    const client = new Client({ name: 'packed', version: '1' });
    await client.connect(new StdioClientTransport({ command, args, cwd, env }));
    const { tools } = await client.listTools();
    await client.close();
    expect(globSync('**/*.ran', { cwd })).toEqual([]);
    return tools.map(({ name }) => name);
  }

  it('as the Claude Code plugin connects, in whatever folder it is started', async () => {
    const folder = path.join(installed(), 'packaging/claude-code');
    const plugin = JSON.parse(readFileSync(path.join(folder, '.claude-plugin/plugin.json'), 'utf8'));
    const { command, args } = plugin.mcpServers.steward;
    const own = args.map((each: string) => each.replace(`\${CLAUDE_PLUGIN_ROOT}`, folder));
    expect(await toolsOf(command, own)).toContain('propose_change');
  });

  it('as the MCP bundle is built of the package, and connects', async () => {
    const contents = path.join(home, 'bundle');
    cpSync(path.join(installed(), 'dist'), path.join(contents, 'dist'), { recursive: true });
    cpSync(path.join(installed(), 'packaging/mcpb/manifest.json'), path.join(contents, 'manifest.json'));
    writeFileSync(path.join(contents, 'package.json'), '{ "type": "module" }');
    const file = path.join(home, 'steward.mcpb');
    const cli = path.join(modules, '@anthropic-ai/mcpb/dist/cli/cli.js');
    await run(process.execPath, [cli, 'pack', contents, file]);
    const unpacked = path.join(home, 'unpacked');
    await run(process.execPath, [cli, 'unpack', file, unpacked]);
    const { command, args } = JSON.parse(readFileSync(path.join(unpacked, 'manifest.json'), 'utf8')).server.mcp_config;
    const own = args.map((each: string) => each.replace(`\${__dirname}`, unpacked));
    expect(await toolsOf(command, own)).toContain('propose_change');
  });
});

describe('the source maps', () => {
  it('stand beside every script, with our sources and without those of packages', () => {
    const scripts = globSync('dist/**/*.js', { cwd: installed() });
    expect(scripts.length).toBeGreaterThan(4);
    for (const script of scripts) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(path.join(installed(), `${script}.map`), 'utf8'));
      const ours = sources.map((source: string) => !source.includes('node_modules'));
      expect(sourcesContent.map((text: string | null) => text !== null)).toEqual(ours);
    }
  });

  it('lead an error to the line that threw it', async () => {
    const failing = "import { connect } from 'ai-steward'; connect('nowhere', { environment: {} });";
    writeFileSync(path.join(app, 'failing.js'), failing);
    const failure = run(process.execPath, ['--enable-source-maps', 'failing.js'], { cwd: app });
    await expect(failure).rejects.toMatchObject({
      stderr: expect.stringMatching(/at .*connect .*src\/surfaces\/library\/connect\.ts:\d+/),
    });
  });
});
