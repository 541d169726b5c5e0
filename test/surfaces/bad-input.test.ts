import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type CliResult, emptyFolder, runCli } from '../support/cli.ts';

const adminKey = ['sk', 'admin', 'canaryCanaryCanaryCanary42'].join('-');

/** One clear sentence, a hint, the right exit code, nothing on standard output, no stack, no key. */
function expectRefusal({ code, stdout, stderr }: CliResult, exit: number, sentence: RegExp, hint: RegExp): void {
  const [first = '', second = ''] = stderr.split('\n');
  expect(first).toMatch(sentence);
  expect(second).toMatch(hint);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toContain(adminKey);
  expect(stdout).toBe('');
  expect(code).toBe(exit);
}

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** An address that answers every request in the same odd way. */
async function oddProvider(listener: RequestListener): Promise<Record<string, string>> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { OPENAI_ADMIN_KEY: adminKey, OPENAI_BASE_URL: `http://127.0.0.1:${port}/v1` };
}

describe('a wrong word', () => {
  it.each([
    [
      ['openai', 'projcts', 'list'],
      /There is no command «steward openai projcts»/,
      /Did you mean steward openai projects\?/,
    ],
    [['opnai'], /There is no command «steward opnai»/, /Did you mean steward openai\?/],
    [['openai', 'projects', 'list', '--limt', '5'], /has no flag --limt/, /Did you mean --limit\?/],
    [['openai', 'projects', 'list', '--limit', 'many'], /--limit: «many» is not a number/, /per page/],
    [['openai', 'projects', 'list', '--limit', '5000', '--sandbox'], /--limit is too large: at most 100/, /per page/],
    [
      ['openai', 'projects', 'get', 'user-abc', '--sandbox'],
      /--project-id is not accepted: expected the id of .*proj_/,
      /proj_/,
    ],
    [
      ['anthropic', 'webhooks', 'create', '--url', 'https://a.example', '--enabled-events', '[5]', '--sandbox'],
      /--enabled-events/,
      /[Ee]vents/,
    ],
    [['openai', 'projects', 'get', '--sandbox'], /openai\.projects\.get needs --project-id/, /proj_/],
    [
      ['openai', 'usage', 'costs', '--sandbox', '--bucket', '1h'],
      /--bucket: there is no width «1h» in openai\.usage\.costs/,
      /--bucket takes 1d/,
    ],
    [
      ['anthropic', 'usage', 'messages', '--sandbox', '--since', '300d', '--bucket', '1m'],
      /would take \d+ calls/,
      /wider buckets/,
    ],
    [
      ['anthropic', 'usage', 'messages', '--sandbox', '--by', 'modle'],
      /--by: there is no dimension «modle» in anthropic\.usage\.messages/,
      /Did you mean model\?/,
    ],
    [
      ['openai', 'usage', 'costs', '--sandbox', '--since', '2026-10-20', '--until', '2026-10-10'],
      /The end of the period, 2026-10-10, is not after its start/,
      /exclusive/,
    ],
    [['openai', 'usage', 'costs', '--sandbox', '--since', 'last week'], /--since: «last week» is not a time/, /30d/],
    [['operations', 'show', 'openai.projects.lst'], /no operation «openai\.projects\.lst»/, /openai\.projects\.list/],
    [['completion', 'tcsh'], /no completion for tcsh/, /bash/],
  ])('in %j is answered with what was meant', async (words, sentence, hint) => {
    expectRefusal(await runCli(words), 2, sentence, hint);
  });

  it.each([
    [['anthropic', 'api-keys', 'create'], /never creates or deletes/, /Console/],
    [['openai', 'projects', 'api_keys', 'create'], /a person creates their own/, /platform\.openai\.com/],
    [['openai', 'projects', 'delete'], /archived and never deleted/, /archive/],
    [['operations', 'show', 'anthropic.billing'], /no endpoint for balance/, /Billing/],
  ])('in %j that no API offers is answered with the reason and the place', async (words, reason, place) => {
    expectRefusal(await runCli(words), 2, reason, place);
  });
});

describe('a key', () => {
  it('that is missing is asked for', async () => {
    expectRefusal(
      await runCli(['openai', 'projects', 'list']),
      4,
      /No connection to openai/,
      /OPENAI_ADMIN_KEY.*--sandbox/,
    );
  });

  it('of a project is not sent, and called what it is', async () => {
    const environment = { OPENAI_ADMIN_KEY: 'sk-proj-0123456789abcdef' };
    expectRefusal(
      await runCli(['openai', 'projects', 'list'], { environment }),
      4,
      /holds an OpenAI project key/,
      /Nothing was sent/,
    );
  });

  it('of the other provider is not sent', async () => {
    const environment = { ANTHROPIC_ADMIN_KEY: adminKey };
    expectRefusal(
      await runCli(['anthropic', 'users', 'list'], { environment }),
      4,
      /holds an OpenAI admin key/,
      /Nothing was sent/,
    );
  });
});

describe('a configuration file', () => {
  const withFile = (text: string) => {
    const folder = emptyFolder();
    const file = path.join(folder, 'steward.yaml');
    writeFileSync(file, text);
    return { folder, environment: { STEWARD_CONFIG: file } };
  };

  it('with an unknown key is refused with its line', async () => {
    const text = 'connections:\n  a:\n    provider: openai\n    credential: { env: A }\n    retries: 3\n';
    expectRefusal(
      await runCli(['doctor'], withFile(text)),
      3,
      /steward\.yaml, line 5: unknown key «retries»/,
      /Known keys/,
    );
  });

  it('with a key in it is refused without repeating the key', async () => {
    expectRefusal(
      await runCli(['doctor'], withFile(`a: 1\nb: ${adminKey}\n`)),
      3,
      /line 2, holds a key/,
      /replace that key/,
    );
  });
});

describe('a provider', () => {
  it('that cannot be reached is named with the reason', async () => {
    const environment = { OPENAI_ADMIN_KEY: adminKey, OPENAI_BASE_URL: 'http://127.0.0.1:59999/v1' };
    expectRefusal(
      await runCli(['openai', 'projects', 'list'], { environment }),
      8,
      /127\.0\.0\.1:59999 could not be reached .*ECONNREFUSED/,
      /base URL/,
    );
  });

  it('that answers HTML is taken for what it may be', async () => {
    const environment = await oddProvider((_, response) =>
      response.setHeader('content-type', 'text/html').end('<html>login</html>'),
    );
    expectRefusal(
      await runCli(['openai', 'projects', 'list'], { environment }),
      7,
      /is not JSON/,
      /proxy or a login page/,
    );
  });

  it('that cuts its JSON short is not believed', async () => {
    const environment = await oddProvider((_, response) =>
      response.setHeader('content-type', 'application/json').end('{"data":[{"id":'),
    );
    expectRefusal(
      await runCli(['openai', 'projects', 'list'], { environment }),
      7,
      /cut off or is not JSON/,
      /try again/,
    );
  });

  it('that repeats a cursor is stopped', async () => {
    const environment = await oddProvider((_, response) =>
      response
        .setHeader('content-type', 'application/json')
        .end('{"object":"list","data":[{"id":"proj_a"}],"has_more":true,"last_id":"proj_a"}'),
    );
    expectRefusal(
      await runCli(['openai', 'projects', 'list', '--all'], { environment }),
      7,
      /repeats the cursor/,
      /smaller range/,
    );
  });

  it('that refuses the key is quoted without the key', async () => {
    const environment = await oddProvider((_, response) =>
      response
        .writeHead(401, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message: `Incorrect API key: ${adminKey}` } })),
    );
    expectRefusal(
      await runCli(['openai', 'projects', 'list'], { environment }),
      4,
      /was refused \(401\)/,
      /revoked, expired/,
    );
  });
});

it('says the same to a program as one line of JSON', async () => {
  const { code, stderr } = await runCli(['openai', 'projects', 'get', 'proj_missing', '--sandbox', '--json']);
  expect(code).toBe(6);
  expect(JSON.parse(stderr)).toEqual({
    error: expect.objectContaining({
      kind: 'not_found',
      code: 'not_found',
      status: 404,
      request_id: expect.stringMatching(/^req_/),
    }),
  });
});

it('refuses a write before anything is sent', async () => {
  const environment = { OPENAI_ADMIN_KEY: adminKey, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
  const words = ['openai', 'projects', 'create', '--name', 'x'];
  const refused = /changes the organization \(write\); nothing was sent: the policy in force is read-only/;
  expectRefusal(await runCli(words, { environment }), 5, refused, /steward policy init/);
});
