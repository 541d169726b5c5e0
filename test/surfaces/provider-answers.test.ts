import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type CliResult, runCli } from '../support/cli.ts';

/** What stands at an address: a body, with a status and a type where they are not those of JSON that was found. */
interface Answer {
  readonly status?: number;
  readonly type?: string;
  readonly body: unknown;
}

let server: Server | undefined;
let seen: { readonly path: string; readonly authorization: string | undefined }[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const key = `sk-admin-${'a'.repeat(24)}`;

/** Runs a command against a provider that answers so on some paths, and 404 on all others. */
async function against(
  answers: Readonly<Record<string, Answer>>,
  words: string,
  environment: Record<string, string> = { OPENAI_ADMIN_KEY: key },
): Promise<CliResult> {
  seen = [];
  const made = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    seen.push({ path: request.url ?? '', authorization: request.headers.authorization });
    const {
      status = 200,
      type = 'application/json',
      body,
    } = answers[path] ?? answers['*'] ?? { status: 404, body: { error: { message: 'Not found' } } };
    response.writeHead(status, { 'content-type': type });
    response.end(typeof body === 'string' && type !== 'application/json' ? body : JSON.stringify(body));
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  const urls = { OPENAI_BASE_URL: `${origin}/v1`, ANTHROPIC_BASE_URL: origin };
  return runCli(words.split(' '), { environment: { ...urls, ...environment } });
}

const costs = '/v1/organization/costs';
const askCosts = 'openai usage costs --since 2026-11-01';

describe('a reason', () => {
  it.each([
    ['a text', { error: 'the key lacks the scope api.usage.read' }],
    ['an object', { error: { message: 'the key lacks the scope api.usage.read' } }],
    ['a detail', { detail: 'the key lacks the scope api.usage.read' }],
    ['a list of details', { detail: [{ msg: 'the key lacks the scope api.usage.read' }] }],
    ['a list of errors', { errors: [{ title: 'the key lacks the scope api.usage.read' }] }],
    ['a list', [{ error: { message: 'the key lacks the scope api.usage.read' } }]],
    ['a description', { error_description: 'the key lacks the scope api.usage.read' }],
  ])('is in the message when it is %s', async (_name, body) => {
    const { stderr, code } = await against({ [costs]: { status: 403, body } }, askCosts);
    expect(stderr).toContain('(403): the key lacks the scope api.usage.read');
    expect(code).toBe(4);
  });

  it('is in the message when the body is plain text', async () => {
    const { stderr } = await against(
      { [costs]: { status: 403, type: 'text/plain', body: 'RBAC: access denied' } },
      askCosts,
    );
    expect(stderr).toContain('(403): RBAC: access denied');
  });

  it('names the web page that answered in place of the API', async () => {
    const body = '<!DOCTYPE html><html><head><title>Sign in - Corp</title></head><body>…</body></html>';
    const { stderr } = await against({ [costs]: { status: 403, type: 'text/html', body } }, askCosts);
    expect(stderr).toContain('a web page answered, not the API: «Sign in - Corp»');
  });

  it('is a failure of the provider also under the status of success', async () => {
    const body = { error: { message: 'overloaded, try later', type: 'server_error' } };
    const { stderr, code } = await against({ [costs]: { body } }, askCosts);
    expect(stderr).toContain('overloaded, try later');
    expect(code).toBe(7);
    const list = await against({ '/v1/organization/projects': { body } }, 'openai projects list');
    expect([list.code, list.stderr]).toEqual([7, expect.stringContaining('overloaded, try later')]);
  });
});

describe('a hint', () => {
  const hintFor = async (status: number, message: string) =>
    (await against({ [costs]: { status, body: { error: { message } } } }, askCosts)).stderr;

  it('speaks of the scope that is missing, whatever the status', async () => {
    for (const status of [401, 403]) {
      const text = await hintFor(status, 'Missing scopes: api.usage.read');
      expect(text).toContain('was made without this scope');
      expect(text).not.toMatch(/revoked|expired/);
    }
  });

  it('speaks of the address, where that is refused', async () => {
    expect(await hintFor(401, 'Your IP address is not on the allowlist')).toContain('certain addresses only');
  });

  it('speaks of a revoked or expired key where nothing else was said', async () => {
    expect(await hintFor(401, 'Incorrect API key provided')).toContain('may be revoked, expired');
  });
});

describe('steward doctor', () => {
  it('does not call an address that answers 404 everywhere a connection that works', async () => {
    const both = { OPENAI_ADMIN_KEY: key, ANTHROPIC_ADMIN_KEY: `sk-ant-admin01-${'a'.repeat(24)}` };
    const { stdout, code } = await against({}, 'doctor', both);
    expect(stdout.match(/does not work/g)).toHaveLength(2);
    expect(stdout).toMatch(/All \d+ reads were answered with 404/);
    expect(stdout).toContain('Check the base URL');
    expect(code).toBe(8);
  });

  it('shows the refusal of the key rather than a path that is missing, and ends with its code', async () => {
    const refused = { status: 401, body: { error: { message: 'Incorrect API key provided' } } };
    const { stdout, code } = await against({ [costs]: refused }, 'doctor');
    expect(stdout).toContain('Incorrect API key provided');
    expect(code).toBe(4);
  });

  it('asks the reports of usage and cost, with a day', async () => {
    const page = { object: 'page', data: [], has_more: false, next_page: null };
    const answers = { [costs]: { body: page }, '/v1/organization/usage/audio_speeches': { body: page } };
    const { stdout, code } = await against(answers, 'doctor');
    expect(stdout).toMatch(/reaches +.*usage \(cost\)/);
    expect(code).toBe(0);
    const asked = seen.find(({ path }) => path.startsWith(costs))?.path ?? '';
    expect(asked).toMatch(/start_time=\d+/);
    expect(asked).toMatch(/end_time=\d+/);
  });

  it('names the gateway that answers with a page', async () => {
    const body = '<html><head><title>Corporate gateway</title></head></html>';
    const { stdout, code } = await against({ '*': { status: 403, type: 'text/html', body } }, 'doctor');
    expect(stdout).toContain('«Corporate gateway»');
    expect(code).toBe(4);
  });
});

describe('a key in quotation marks', () => {
  const empty = { [costs]: { body: { object: 'page', data: [], has_more: false, next_page: null } } };

  it('is sent without them', async () => {
    const { code } = await against(empty, askCosts, { OPENAI_ADMIN_KEY: `"${key}"` });
    expect(code).toBe(0);
    expect(seen[0]?.authorization).toBe(`Bearer ${key}`);
  });

  it('of the other provider is not sent', async () => {
    const other = { OPENAI_ADMIN_KEY: `"sk-ant-admin01-${'a'.repeat(24)}"` };
    const { code, stderr } = await against(empty, askCosts, other);
    expect([code, seen]).toEqual([4, []]);
    expect(stderr).toContain('Anthropic admin key');
  });
});

it('asks the provider for a kind of event that only its log knows', async () => {
  const entry = { id: 'audit_log-1', type: 'tenant.scim.deprovisioned', effective_at: 1795000001 };
  const page = { object: 'list', data: [entry], first_id: 'audit_log-1', last_id: 'audit_log-1', has_more: false };
  const { code, stdout } = await against(
    { '/v1/organization/audit_logs': { body: page } },
    'openai audit-logs list --event-types tenant.scim.deprovisioned --json',
  );
  expect([code, JSON.parse(stdout)]).toEqual([0, [entry]]);
  expect(seen[0]?.path).toContain('tenant.scim.deprovisioned');
});

it('promises nothing of the pages before a cursor that is missing', async () => {
  const result = { object: 'organization.costs.result', amount: { value: 1.5, currency: 'usd' } };
  const bucket = { object: 'bucket', start_time: 1793491200, end_time: 1793577600, results: [result] };
  const body = { object: 'page', data: [bucket], has_more: true, next_page: '' };
  const { code, stdout, stderr } = await against({ [costs]: { body } }, `${askCosts} --csv`);
  expect([code, stdout]).toEqual([7, '']);
  expect(stderr).toContain('Nothing of it is shown');
  expect(stderr).not.toContain('complete');
});

describe('a name that cannot be read', () => {
  const result = (project_id: string | null, value: number) => ({
    object: 'organization.costs.result',
    amount: { value, currency: 'usd' },
    line_item: null,
    project_id,
  });
  const results = [result('proj_a', 5), result('proj_gone', 2), result(null, 1)];
  const bucket = { object: 'bucket', start_time: 1793491200, end_time: 1793577600, results };
  const answers = { [costs]: { body: { object: 'page', data: [bucket], has_more: false, next_page: null } } };

  it('does not cost the report', async () => {
    const forbidden = { status: 403, body: { error: { message: 'the key lacks the scope api.management.read' } } };
    const { code, stdout, stderr } = await against(
      { ...answers, '/v1/organization/projects': forbidden },
      `${askCosts} --by project`,
    );
    expect(code).toBe(0);
    for (const text of ['proj_a', 'proj_gone', '8.00']) expect(stdout).toContain(text);
    expect(stderr).toContain('2 projects keep their ids instead of a name: the key may not read openai.projects.list.');
  });
});
