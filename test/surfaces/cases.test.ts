import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CasePlayer, type CaseRoute, clockAt, playCase } from '../support/case-player.ts';
import { type CliResult, emptyFolder, runCli } from '../support/cli.ts';
import { overStdio } from '../support/mcp-client.ts';

interface Case {
  readonly kind: string;
  readonly expect: string;
  readonly command: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly routes: readonly CaseRoute[];
}

/** What a user saw: of a tool, its text and its data in place of the two streams. */
interface Seen extends CliResult {
  readonly asked: CasePlayer['heard'];
  readonly milliseconds: number;
}

interface Check {
  readonly right: (seen: Seen) => void;
  /** For a case that is no plain command. */
  readonly words?: readonly string[];
  readonly routes?: readonly CaseRoute[];
  /** What stands in the user's folder before. */
  readonly files?: (player: CasePlayer) => Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Not right yet; whoever mends it takes this away. */
  readonly open?: true;
}

const asking = { '.config/steward/policy.yaml': 'version: 1\nmode: ask\n' };

const checks: Readonly<Record<string, Check>> = {
  'k01-names-403': {
    right({ code, stdout, stderr }) {
      expect(stdout).toMatch(/total\s+\$8\.00/);
      expect(stdout).toMatch(/proj_a\s+\$5\.00/);
      expect(stderr).toMatch(/2 projects keep their ids/);
      expect(code).toBe(0);
    },
  },
  'k01-names-archived-project': {
    right({ code, stdout, asked }) {
      expect(stdout).toMatch(/live key\s/);
      expect(stdout).toMatch(/key_deleted\s/);
      expect(asked.filter(({ url }) => url.pathname.includes('proj_old'))).toEqual([]);
      expect(code).toBe(0);
    },
  },
  'k02-doctor-all-404': {
    right({ code, stdout }) {
      expect(stdout).not.toMatch(/^(?:openai|anthropic)\s+works$/m);
      expect(code).not.toBe(0);
    },
  },
  'k03-amount-null': {
    right({ stdout, stderr }) {
      expect(stdout).toMatch(/,b,,/);
      expect(stderr).toMatch(/1 row has no amount/);
    },
  },
  'k03-cache-creation-flat': { right: ({ stdout, stderr }) => expect(stdout + stderr).toMatch(/12229/) },
  'k03-measure-renamed': {
    right({ stdout, stderr }) {
      expect(stderr).toMatch(/1 row has no num_sessions/);
      expect(stdout).not.toMatch(/highest 0/);
    },
  },
  'k04-currency-mixed': {
    right({ stdout }) {
      expect(stdout).toMatch(/\$40\.00/);
      expect(stdout).toMatch(/30\.00 EUR/);
      expect(stdout).not.toMatch(/70\.00|\$30\.00/);
    },
  },
  'k05-until-235959': {
    right({ stdout, stderr }) {
      expect(stdout).toMatch(/\$2,506\.61/);
      expect(stderr).toMatch(/whole days/);
    },
  },
  'k06-amount-nan': {
    right({ code, stderr }) {
      expect(stderr).toMatch(/openai\.usage\.costs.*amount\.value.*NaN/);
      expect(code).toBe(7);
    },
  },
  'k06-end-null': {
    right: ({ stdout }) => expect(stdout).toMatch(/2026-11-01T00:00:00Z,2026-11-02T00:00:00Z,9\.99/),
  },
  'k06-key-zero-width': {
    right({ code, stderr, asked }) {
      expect(stderr).toMatch(/position 22/);
      expect(asked).toEqual([]);
      expect(code).toBe(4);
    },
  },
  'k07-200-with-error': {
    right({ code, stderr }) {
      expect(stderr).toMatch(/overloaded, try later/);
      expect(code).toBe(7);
    },
  },
  'k07-error-string': { right: ({ stderr }) => expect(stderr).toMatch(/api\.usage\.read/) },
  'k08-401-scope-hint': {
    right({ stderr }) {
      expect(stderr).toMatch(/scope/i);
      expect(stderr).not.toMatch(/revoked|expired/);
    },
  },
  'k09-quoted-key-of-other-provider': {
    right({ code, stderr, asked }) {
      expect(stderr).toMatch(/Anthropic/);
      expect(asked).toEqual([]);
      expect(code).toBe(4);
    },
  },
  'k09-quoted-key': {
    right: ({ asked }) =>
      expect(asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer sk-admin-aaaaaaaaaaaaaaaaaaaaaaaa']),
  },
  'k10-mcp-audit-type': {
    right({ stdout, stderr }) {
      for (const type of ['api_key.deleted', 'user.deleted', 'login.failed']) {
        expect(stdout).toContain(type);
        expect(stderr).toContain(type);
      }
    },
  },
  'k11-key-names-at-pace': {
    words: ['openai', 'usage', 'costs', '--since', '2026-11-01', '--by', 'api_key'],
    files: ({ origin }) => ({
      '.config/steward/steward.yaml': `connections:
  openai:
    provider: openai
    credential: { env: OPENAI_ADMIN_KEY }
    base_url: ${origin}/v1
    pace: on
`,
    }),
    routes: fourteenProjects(),
    right({ code, stdout, stderr, milliseconds }) {
      expect(milliseconds).toBeLessThan(60_000);
      expect(stdout).toMatch(/total\s+\$14\.00/);
      expect(stderr).toMatch(/names take 14 calls/);
      expect(stderr).toMatch(/--no-names/);
      expect(code).toBe(0);
    },
  },
  'k12-key-of-leaver': { right: ({ stdout }) => expect(stdout).toMatch(/key_orphan,handover/) },
  'k13-claude-code-empty': {
    right: ({ stdout, stderr }) => expect(stdout + stderr).toMatch(/subscription.*not.*report/is),
  },
  'k13-claude-code-models-lost': {
    right({ stdout }) {
      expect(stdout).toMatch(/amount_usd/);
      expect(stdout).toMatch(/,1\.86/);
    },
  },
  'k14-chart-flat': {
    right({ stdout }) {
      expect(stdout).toMatch(/\$18\.75/);
      expect(stdout).toMatch(/highest \$15/);
    },
  },
  'k15-credits-shares': {
    right({ stdout }) {
      expect(stdout).toMatch(/m, input\s+\$40\.00\s+\S+\s+80\.0 %/);
      expect(stdout).not.toMatch(/-\d+\.\d %|298/);
      expect(stdout).toMatch(/-\$25\.25/);
    },
  },
  'k16-csv-empty-report': { right: ({ stdout }) => expect(stdout).toMatch(/^starting_at,ending_at,amount_usd/) },
  'k17-event-type-unknown': {
    right: ({ stdout }) => expect(stdout).toMatch(/tenant\.scim\.deprovisioned/),
  },
  'k18-invite-of-member': {
    files: () => asking,
    right: ({ stdout, stderr }) => expect(stdout + stderr).toMatch(/old\.member@x\.example is a member already/),
  },
  'k18-limit-field-absent': {
    files: () => asking,
    right: ({ stdout, stderr }) => expect(stdout + stderr).toMatch(/has no max_images_per_1_minute/),
  },
  'k19-https-proxy': {
    words: ['openai', 'usage', 'costs', '--since', '2d'],
    environment: { HTTPS_PROXY: 'http://127.0.0.1:9', OPENAI_BASE_URL: 'https://127.0.0.1:9/v1' },
    right: ({ stderr }) => expect(stderr).toMatch(/NODE_USE_ENV_PROXY=1/),
  },
  'k20-cursor-missing-after-page': {
    right({ stdout, stderr }) {
      if (!stdout.includes('1.5')) expect(stderr).not.toMatch(/What came before is complete/);
    },
  },
  'k21-quantity-dropped': {
    right: ({ stdout }) => expect(stdout).toMatch(/quantity,quantity_unit[\s\S]*300,1000_tokens/),
  },
};

/** Each with one key that cost a dollar. */
function fourteenProjects(): CaseRoute[] {
  const numbers = Array.from({ length: 14 }, (_, index) => index);
  const list = (data: readonly { readonly id: string; readonly name: string; readonly status?: string }[]) => ({
    object: 'list',
    data,
    first_id: data[0]?.id,
    last_id: data.at(-1)?.id,
    has_more: false,
  });
  const results = numbers.map((number) => ({ amount: { value: 1, currency: 'usd' }, api_key_id: `key_${number}` }));
  return [
    {
      path: '/v1/organization/costs',
      body: { data: [{ start_time: 1793491200, end_time: 1793577600, results }], has_more: false, next_page: null },
    },
    {
      path: '/v1/organization/projects',
      body: list(numbers.map((number) => ({ id: `proj_${number}`, name: `Project ${number}`, status: 'active' }))),
    },
    ...numbers.map((number) => ({
      path: `/v1/organization/projects/proj_${number}/api_keys`,
      body: list([{ id: `key_${number}`, name: `named ${number}` }]),
    })),
  ];
}

const folder = path.resolve('../shared/cases');
const given = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
/** The day after the last of them was found. */
const clock = clockAt('2026-11-26T12:00:00Z');

// The kinds have tests of their own beside the code; these are the symptoms as people met them, where they are at hand.
describe.skipIf(given.length === 0)('cases of ../shared/cases, which not every checkout has beside it', () => {
  it('are all checked', () => {
    expect(given.map((name) => name.replace(/\.json$/, '')).sort()).toEqual(Object.keys(checks).sort());
  });

  for (const [name, check] of Object.entries(checks)) {
    const test = check.open ? it.fails : it;
    test(`${name}${check.open ? ', which is still open' : ''}`, async () => {
      const given = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Case;
      check.right(await seen(given, check));
    });
  }
});

async function seen(given: Case, check: Check): Promise<Seen> {
  const player = await playCase(check.routes ?? given.routes);
  const home = emptyFolder();
  for (const [name, text] of Object.entries(check.files?.(player) ?? {})) {
    mkdirSync(path.dirname(path.join(home, name)), { recursive: true });
    writeFileSync(path.join(home, name), text);
  }
  const environment = { ...player.environment, ...clock, ...given.env, ...check.environment };
  const before = performance.now();
  try {
    const result = given.command.startsWith('mcp:')
      ? await calledAsTool(given.command, environment, home)
      : await runCli(check.words ?? given.command.split(' '), { environment, folder: home });
    return { ...result, asked: player.heard, milliseconds: performance.now() - before };
  } finally {
    await player.close();
    rmSync(home, { recursive: true, force: true });
  }
}

async function calledAsTool(
  command: string,
  environment: Readonly<Record<string, string>>,
  home: string,
): Promise<CliResult> {
  const [, name = '', input = '{}'] = /^mcp: (\S+) (.*)$/.exec(command) ?? [];
  const conversation = await overStdio('2025-11-25', [], { environment, folder: home });
  try {
    const { text, data, isError } = await conversation.call(name, JSON.parse(input) as Record<string, unknown>);
    return { code: isError ? 1 : 0, stdout: text, stderr: JSON.stringify(data) };
  } finally {
    await conversation.close();
  }
}
