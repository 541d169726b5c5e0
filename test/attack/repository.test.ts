import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '../../src/internal/canonical.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { type CliResult, runCli } from '../support/cli.ts';
import { writesSeen } from '../support/gated.ts';
import { Arena, makePerson, type Person } from './support/arena.ts';
import { type Listener, startListener } from './support/listener.ts';
import { Suite } from './support/suite.ts';

/**
 * A repository, or another account's file in a folder above the working one: files that are found, and must not receive a
 * key, choose an address, a credential or a secret, run code, or loosen anything.
 */

let sandbox: Sandbox;
let ada: Person;
let arena: Arena;
let stranger: Listener;
let project: string;

const suite = new Suite('repository', () => ({ writes: () => writesSeen(sandbox), scan: () => arena.scan() }));

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  stranger = await startListener();
  ada = makePerson('ada');
});
afterAll(async () => {
  await stranger.close();
  await sandbox.close();
});
afterEach(() => arena.close());

const policy = `version: 1
mode: ask
approvals: { write: signature, spend: signature, access: signature, destructive: signature }
rules:
  - deny: openai.projects.archive
    reason: Never here.
`;

async function open(): Promise<void> {
  arena = await Arena.open(sandbox, { people: [ada], policy });
  arena.closeGates();
  project = path.join(arena.home, 'work', 'project');
  mkdirSync(project, { recursive: true });
}

const yaml = (entry: string, name = 'openai') => `connections:\n  ${name}:\n    provider: openai\n    ${entry}\n`;
const found = (text: string, folder = project): string => {
  const file = path.join(folder, 'steward.yaml');
  writeFileSync(file, text);
  return file;
};

/** The command in the project's folder, by the user's own account. */
function steward(words: readonly string[], variables: Record<string, string> = {}): Promise<CliResult> {
  const environment = { ...arena.environment, ...variables };
  return runCli(words, { environment, folder: project });
}

const list = ['openai', 'projects', 'list', '--json'];
const archive = ['openai', 'projects', 'archive', 'proj_abc'];

/** Nothing of the stranger's was reached, run or believed. */
function expectUntouched(before: number): void {
  expect(stranger.requests.length).toBe(before);
  expect(existsSync(path.join(project, 'pwned'))).toBe(false);
  expect(existsSync(path.join(arena.home, 'pwned'))).toBe(false);
}

const hostile: readonly [string, () => string][] = [
  [
    'sends the key to another address',
    () => yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`),
  ],
  [
    'sends the key to an address on this machine',
    () =>
      yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url.replace('127.0.0.1', 'localhost')}`),
  ],
  ['runs a command for a credential', () => yaml('credential: { command: "touch pwned; echo sk-admin-x" }')],
  ['takes an entry of the keychain', () => yaml('credential: { keychain: github }')],
  ['takes another variable for the key', () => yaml('credential: { env: AWS_SECRET_ACCESS_KEY }')],
  [
    'adds a connection under another name',
    () => yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`, 'production'),
  ],
  [
    'gives reads another credential',
    () => yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    read_credential: { command: "touch pwned; echo x" }`),
  ],
  ['is no YAML', () => 'connections: [\n'],
  [
    'is aliases of aliases',
    () =>
      [
        'a: &a [x, x]',
        ...'bcdefgh'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefg'[at]}, `.repeat(9)}]`),
      ].join('\n'),
  ],
  ['is very large', () => `${yaml('credential: { env: OPENAI_ADMIN_KEY }')}# ${'x'.repeat(5_000_000)}\n`],
  [
    'has tags that make objects',
    () => "connections: !!js/function \"function(){ require('fs').writeFileSync('pwned', '') }\"\n",
  ],
  ['has a prototype', () => '__proto__: { polluted: true }\nconnections: {}\n'],
  [
    'calls itself the user’s own',
    () => `# own\n${yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`)}`,
  ],
];

describe('a steward.yaml that is found and nobody trusts', () => {
  it.each(hostile)('and %s, decides nothing', async (_, text) => {
    await open();
    found(text());
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      const { code, stdout } = await steward(list);
      // The key goes where the environment says, as it would without the file.
      expect(code).toBe(0);
      expect(JSON.parse(stdout).length).toBeGreaterThan(0);
      expectUntouched(before);
      return undefined;
    });
  });

  it.each<[string, (text: string) => void]>([
    ['in a folder above', (text) => void found(text, path.dirname(project))],
    [
      'as a link',
      (text) => {
        writeFileSync(path.join(arena.home, 'elsewhere.yaml'), text);
        symlinkSync(path.join(arena.home, 'elsewhere.yaml'), path.join(project, 'steward.yaml'));
      },
    ],
    ['that everybody may write', (text) => chmodSync(found(text), 0o666)],
    [
      'that is trusted, and everybody may write',
      (text) => {
        const file = found(text);
        writeFileSync(arena.config('trusted.json'), JSON.stringify({ [file]: sha256(text) }), { mode: 0o600 });
        chmodSync(file, 0o666);
      },
    ],
    [
      'that was trusted with another text',
      (text) => {
        const file = found(text);
        writeFileSync(arena.config('trusted.json'), JSON.stringify({ [file]: sha256(`${text} `) }), { mode: 0o600 });
      },
    ],
    [
      'that was trusted in another place',
      (text) => {
        found(text);
        writeFileSync(
          arena.config('trusted.json'),
          JSON.stringify({ [path.join(arena.home, 'steward.yaml')]: sha256(text) }),
          { mode: 0o600 },
        );
      },
    ],
    [
      'with a trusted.json of its own beside it',
      (text) => {
        const file = found(text);
        writeFileSync(path.join(project, 'trusted.json'), JSON.stringify({ [file]: sha256(text) }));
        mkdirSync(path.join(project, '.config', 'steward'), { recursive: true });
        writeFileSync(
          path.join(project, '.config', 'steward', 'trusted.json'),
          JSON.stringify({ [file]: sha256(text) }),
        );
      },
    ],
    ['with a line that says that it is trusted', (text) => void found(`trusted: true\n${text}`)],
  ])('%s, sends the key nowhere', async (_, place) => {
    await open();
    place(yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`));
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      await steward(list);
      await steward(['doctor']);
      expectUntouched(before);
      return undefined;
    });
  });

  it.skipIf(process.getuid?.() !== 0).each<[string, (file: string) => void]>([
    ['belongs to another account', (file) => chownSync(file, 4711, 4711)],
    [
      'belongs to another account, though it is trusted',
      (file) => {
        writeFileSync(
          arena.config('trusted.json'),
          JSON.stringify({
            [file]: sha256(yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`)),
          }),
          { mode: 0o600 },
        );
        chownSync(file, 4711, 4711);
      },
    ],
  ])('and %s, decides nothing', async (_, give) => {
    await open();
    give(found(yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`)));
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      expect((await steward(list)).code).toBe(0);
      expectUntouched(before);
      return undefined;
    });
  });

  it.each<[string, () => void]>([
    ['others may write', () => chmodSync(arena.config('trusted.json'), 0o666)],
    ['is damaged', () => writeFileSync(arena.config('trusted.json'), '[]')],
  ])('is not trusted by a list that %s', async (_, spoil) => {
    await open();
    const text = yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`);
    const file = found(text);
    writeFileSync(arena.config('trusted.json'), JSON.stringify({ [file]: sha256(text) }), { mode: 0o600 });
    spoil();
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      const { code, stderr } = await steward(list);
      expect(code).not.toBe(0);
      expect(stderr).toMatch(/trusted/);
      expectUntouched(before);
      return undefined;
    });
  });

  it('holds no key, though somebody trusts it', async () => {
    await open();
    const key = ['sk', 'admin', 'abcdefghijklmnopqrstuvwxyz012345'].join('-');
    const text = `${yaml('credential: { env: OPENAI_ADMIN_KEY }')}# ${key}\n`;
    const file = found(text);
    writeFileSync(arena.config('trusted.json'), JSON.stringify({ [file]: sha256(text) }), { mode: 0o600 });
    await suite.attempt(async () => {
      const { stderr, stdout } = await steward(list);
      expect(stderr).toMatch(/holds a key/);
      expect(`${stdout}${stderr}`).not.toContain(key);
      return undefined;
    });
  });

  it('is not trusted by a program: that takes a person', async () => {
    await open();
    found(yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`));
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      const { code, stderr } = await steward(['trust'], { STEWARD_TRUST: '1', CI: 'true', FORCE_TTY: '1' });
      expect([code, stderr]).toEqual([5, expect.stringMatching(/takes a person at a terminal/)]);
      await steward(list);
      expectUntouched(before);
      return undefined;
    });
  });
});

describe('a steward.policy.yaml that is found', () => {
  const loose = 'version: 1\nmode: ask\n';
  it.each<[string, string]>([
    [
      'with a weaker channel',
      `${loose}approvals: { write: elicitation, spend: elicitation, access: elicitation, destructive: elicitation }\n`,
    ],
    [
      'with guards switched off',
      `${loose}guards: { owner_grants: ask, own_credential: ask, last_owner: ask, destructive_per_hour: 100000 }\n`,
    ],
    [
      'with a rule that asks for what is denied',
      `${loose}rules:\n  - ask: openai.projects.archive\n    channel: elicitation\n`,
    ],
    ['with a longer life for changes', `${loose}change_minutes: 10080\n`],
    ['with secrets of its own', `${loose}secrets: [{ name: key, source: env:OPENAI_ADMIN_KEY, operations: "*" }]\n`],
    ['with an anchor of its own', `${loose}anchor: { file: pwned, every: 1 }\n`],
  ])('%s, loosens nothing', async (_, text) => {
    await open();
    writeFileSync(path.join(project, 'steward.policy.yaml'), text);
    await suite.attempt(async () => {
      expect((await steward(archive)).stderr).toMatch(/Never here\./);
      expect(
        (await steward(['openai', 'invites', 'create', '--email', 'm@example.com', '--role', 'owner'])).stderr,
      ).toMatch(/guard owner_grants/);
      const { stdout } = await steward([
        'openai',
        'invites',
        'create',
        '--email',
        'm@example.com',
        '--role',
        'reader',
        '--json',
      ]);
      const { id, requirement, expires_at, proposed_at } = JSON.parse(stdout);
      expect(requirement).toEqual({ channel: 'signature', people: 1 });
      expect(Date.parse(expires_at) - Date.parse(proposed_at)).toBe(3_600_000);
      expect((await steward(['apply', id])).stderr).toMatch(/needs one approval by signature/);
      expect(existsSync(path.join(project, 'pwned'))).toBe(false);
      return undefined;
    });
  });

  it.each<[string, string]>([
    ['is no YAML', 'version: ['],
    ['has a key that nobody knows', 'version: 1\nallow_all: true\n'],
    ['is of another version', 'version: 99\n'],
  ])('and %s, ends in a sentence and lets nothing through', async (_, text) => {
    await open();
    writeFileSync(path.join(project, 'steward.policy.yaml'), text);
    await suite.attempt(async () => {
      const { code, stderr } = await steward(archive);
      expect(code).not.toBe(0);
      expect(stderr).not.toMatch(/\n\s+at |Steward failed/);
      return undefined;
    });
  });
});

describe('the rest of a working folder', () => {
  it.each<[string, () => void]>([
    [
      'a .env file',
      () =>
        writeFileSync(
          path.join(project, '.env'),
          `OPENAI_BASE_URL=${stranger.url}\nSTEWARD_STATE_DIR=${project}/state\n`,
        ),
    ],
    [
      'a package of the name of one that is used',
      () => {
        for (const name of ['openai', '@anthropic-ai/sdk', '@napi-rs/keyring', 'yaml', 'zod']) {
          mkdirSync(path.join(project, 'node_modules', name), { recursive: true });
          writeFileSync(
            path.join(project, 'node_modules', name, 'package.json'),
            JSON.stringify({ name, main: 'index.js', version: '9.9.9' }),
          );
          writeFileSync(
            path.join(project, 'node_modules', name, 'index.js'),
            "require('node:fs').writeFileSync('pwned', '')",
          );
        }
      },
    ],
    [
      'an .npmrc',
      () => writeFileSync(path.join(project, '.npmrc'), `registry=${stranger.url}\nnode-options=--require ./pwn.js\n`),
    ],
    [
      'a folder .config/steward',
      () => {
        mkdirSync(path.join(project, '.config', 'steward'), { recursive: true });
        writeFileSync(
          path.join(project, '.config', 'steward', 'steward.yaml'),
          yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`),
        );
        writeFileSync(path.join(project, '.config', 'steward', 'policy.yaml'), 'version: 1\nmode: ask\n');
      },
    ],
    ['a policy.yaml', () => writeFileSync(path.join(project, 'policy.yaml'), 'version: 1\nmode: ask\n')],
  ])('such as %s, decides nothing', async (_, place) => {
    await open();
    place();
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      expect((await steward(list)).code).toBe(0);
      expect((await steward(archive)).stderr).toMatch(/Never here\./);
      expectUntouched(before);
      return undefined;
    });
  });
});

describe('the user’s own configuration', () => {
  it.each<[string, (file: string) => void]>([
    ['that others may write', (file) => chmodSync(file, 0o666)],
    ['that the group may write', (file) => chmodSync(file, 0o664)],
    [
      'that links to a file which others may write',
      (file) => {
        const elsewhere = path.join(arena.home, 'elsewhere.yaml');
        renameSync(file, elsewhere);
        chmodSync(elsewhere, 0o666);
        symlinkSync(elsewhere, file);
      },
    ],
  ])('%s is not used', async (_, spoil) => {
    await open();
    const file = arena.config('steward.yaml');
    writeFileSync(file, yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: ${stranger.url}`));
    spoil(file);
    const before = stranger.requests.length;
    await suite.attempt(async () => {
      const { code, stderr } = await steward(list);
      expect([code, stderr]).toEqual([3, expect.stringMatching(/steward\.yaml is not used: others may write/)]);
      expectUntouched(before);
      return undefined;
    });
  });

  it.each<[string, string, RegExp]>([
    ['user information', 'https://user:secret@api.openai.com/v1', /has user information/],
    ['a query', 'https://api.openai.com/v1?x=1', /query/],
    ['a fragment', 'https://api.openai.com/v1#x', /fragment/],
    ['plain http', 'http://api.openai.com/v1', /unencrypted/],
    ['a host that looks like this machine', 'http://localhost.example.com/v1', /unencrypted/],
    ['a number that is this machine elsewhere', 'http://127.0.0.1.example.com/v1', /unencrypted/],
    ['a file', 'file:///etc/passwd', /unencrypted/],
  ])('sends no key to an address with %s', async (_, url, why) => {
    await open();
    writeFileSync(arena.config('steward.yaml'), yaml(`credential: { env: OPENAI_ADMIN_KEY }\n    base_url: "${url}"`), {
      mode: 0o600,
    });
    await suite.attempt(async () => {
      const { code, stderr } = await steward(list);
      expect(code).toBe(3);
      expect(stderr).toMatch(why);
      return undefined;
    });
  });
});
