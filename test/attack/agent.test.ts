import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationById } from '../../src/catalogue/index.ts';
import { Claim } from '../../src/gate/change/claim.ts';
import { execute } from '../../src/gate/execute.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { viewShown } from '../../src/gate/lifecycle/describe.ts';
import { type ProposedStep, propose } from '../../src/gate/lifecycle/propose.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import { openSession } from '../../src/session/open.ts';
import type { Session } from '../../src/session/session.ts';
import { renderPlan } from '../../src/surfaces/cli/render/plan.ts';
import { openKit } from '../../src/surfaces/functions/index.ts';
import type { Kit } from '../../src/surfaces/functions/kit.ts';
import { Tokens } from '../../src/surfaces/http/tokens.ts';
import { connect } from '../../src/surfaces/library/connect.ts';
import { serveHttp } from '../../src/surfaces/mcp/http.ts';
import { RequestStates } from '../../src/surfaces/mcp/request-state.ts';
import { makeServer } from '../../src/surfaces/mcp/server.ts';
import { toolsFor } from '../../src/surfaces/tools/toolsets.ts';
import { planOf } from '../../src/surfaces/views/plan.ts';
import { runCli } from '../support/cli.ts';
import { agree, writesSeen } from '../support/gated.ts';
import { type Conversation, type Generation, overHttp, overStdio, type Said } from '../support/mcp-client.ts';
import { Arena, agreed, invited, madeUpSecret, makePerson, type Person } from './support/arena.ts';
import { refusal, refusedCommand, Suite } from './support/suite.ts';

/** An agent: MCP on both wires, the functions, the library. No shell of its own, and no file that it may write. */

type Json = Record<string, unknown>;

const policy = `version: 1
mode: ask
approvals: { write: elicitation, spend: terminal, access: signature, destructive: signature }
rules:
  - deny: openai.projects.archive
    reason: Never here.
  - deny: openai.users.*
    risk: read
    reason: People are nobody's business.
  - deny: "*"
    risk: spend
    when: { threshold_amount: ">1000" }
secrets:
  - { name: vault, source: env:VAULT_TOKEN, operations: anthropic.telemetry_destinations.* }
  - { name: own-key, source: env:OPENAI_ADMIN_KEY, operations: "*" }
  - { name: state, source: "file:/STATE/steward.db", operations: "*" }
  - { name: linked, source: "file:/HOME/link", operations: "*" }
`;

let sandbox: Sandbox;
let ada: Person;
let arena: Arena;
let reach: Reach;
let session: Session;
let kit: Kit;
let http: { url: string; close(): Promise<void> };
const tokens: Record<string, string> = {};

const suite = new Suite('agent', () => ({ writes: () => writesSeen(sandbox), scan: () => arena.scan() }));
const generations: readonly Generation[] = ['2025-11-25', '2026-07-28'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  ada = makePerson('ada');
  arena = await Arena.open(sandbox, {
    people: [ada],
    policy: '',
    policyFor: ({ home, state }) => policy.replace('/STATE', state).replace('/HOME', home),
    variables: {
      ANTHROPIC_ADMIN_KEY: sandbox.anthropic.oauth_token,
      ANTHROPIC_BASE_URL: sandbox.anthropic.base_url,
      VAULT_TOKEN: madeUpSecret,
    },
  });
  symlinkSync(arena.state('steward.db'), path.join(arena.home, 'link'));
  ({ reach } = arena.process());
  const { environment, home: folder } = arena;
  session = openSession({ environment, folder, surface: 'mcp' });
  kit = openKit({ environment, folder });
  const known = new Tokens(session.gate);
  for (const name of ['writer', 'other']) tokens[name] = await known.add(name, ['read', 'propose'], new Date());
  tokens['reader'] = await known.add('reader', ['read'], new Date());
  const states = new RequestStates();
  http = await serveHttp({
    port: 0,
    tokens: known,
    serverFor(client) {
      const offer = { connections: session.connections, readOnly: client?.scopes.includes('propose') !== true };
      const principal = `token ${client?.name}`;
      return makeServer({
        offer,
        session: async () => session,
        memory: {},
        tools: toolsFor('default', [], offer),
        states,
        principal,
      });
    },
  });
});
afterAll(async () => {
  await http?.close();
  await kit?.close();
  await session?.close();
  await sandbox?.close();
  arena?.close();
});

type PersonAsked = NonNullable<Parameters<typeof overHttp>[2]>['person'];

function talk(
  generation: Generation,
  wire: 'stdio' | 'http',
  person?: PersonAsked,
  token = 'writer',
): Promise<Conversation> {
  const asked = person ? { person } : {};
  if (wire === 'http') return overHttp(generation, http.url, { ...asked, token: tokens[token] ?? '' });
  return overStdio(generation, [], { environment: arena.environment, folder: arena.home }, asked);
}

function isRefused({ text, isError }: Pick<Said, 'text' | 'isError'>, why: RegExp): undefined {
  expect(text).toMatch(why);
  expect(isError).toBe(true);
  expect(text).not.toMatch(/\n\s+at \S+ \(|defect of Steward/);
}

const doors: readonly [string, (name: string, input: Json) => Promise<Pick<Said, 'text' | 'isError'>>][] = [
  ...generations.flatMap((generation) =>
    (['stdio', 'http'] as const).map((wire): (typeof doors)[number] => [
      `MCP ${generation} over ${wire}`,
      async (name, input) => {
        const agent = await talk(generation, wire);
        try {
          return await agent.call(name, input);
        } finally {
          await agent.close();
        }
      },
    ]),
  ),
  ['the functions', (name, input) => kit.run(name, input)],
];

describe.each(doors)('without a person’s yes, through %s,', (_, call) => {
  it('a change that was proposed is not applied', async () => {
    const { record } = await invited(reach);
    await suite.attempt(async () =>
      isRefused(await call('apply_change', { change: record.id }), /needs one approval by signature/),
    );
  });

  it('what policy denies is not even proposed', async () => {
    const input = { operation: 'openai.projects.archive', input: { project_id: 'proj_abc' } };
    await suite.attempt(async () => isRefused(await call('propose_change', input), /Never here\./));
  });

  it('what policy denies is not read', async () => {
    await suite.attempt(async () =>
      isRefused(await call('read', { operation: 'openai.users.list', input: {} }), /People are nobody's business/),
    );
  });
});

describe('words that are no consent', () => {
  it.each<[string, Json]>([
    ['approved', { approved: true }],
    ['a confirmation', { confirm: 'Search', typed: 'Search' }],
    ['an approver', { approver: 'ada', channel: 'signature' }],
    ['a passphrase', { passphrase: 'correct horse batter' }],
    ['a reply', { reply: { change: 'x', typed: 'x' } }],
    ['an approval with the change', { approval: { kind: 'ed25519', signature: 'AAAA' } }],
    ['force', { force: true, yes: true }],
  ])('such as %s beside the change’s id, approve nothing', async (_, more) => {
    const { record } = await invited(reach);
    await suite.attempt(async () =>
      isRefused(
        await kit.run('apply_change', { change: record.id, ...more }),
        /needs one approval|not take|no «|unknown|Unrecognized/i,
      ),
    );
  });

  it.each([
    '../../etc/passwd',
    'chg_',
    'CHG_AAAAAAAAAAAA',
    'chg_aaaaaaaaaaaa',
    "chg_a' OR 1=1 --",
    'chg_aaaaaaaaaaaa\u0000',
    '__proto__',
    '',
  ])('nor does the id %j', async (change) => {
    await suite.attempt(async () =>
      isRefused(await kit.run('apply_change', { change }), /is not the id of a change|There is no change/),
    );
  });

  it('nor a claim that looks like one, in the library', async () => {
    const operation = operationById('openai.projects.create');
    const execution = reach.onNamed('openai');
    for (const claim of [
      undefined,
      { use: () => true },
      { permits: () => true },
      Object.create(Claim.prototype),
      true,
      'yes',
    ]) {
      await suite.attempt(async () => {
        await expect(execute(operation, { name: 'x' }, execution, claim as Claim)).rejects.toMatchObject({
          code: 'change_needs_approval',
        });
        return undefined;
      });
    }
  });
});

describe('an operation by another spelling', () => {
  it.each([
    'OPENAI.PROJECTS.ARCHIVE',
    'openai.projects.archive ',
    ' openai projects archive',
    'openai\u2024projects\u2024archive',
    'openai.projects.archive\u200b',
    'openai..projects.archive',
    'openai/projects/archive',
    'openai.projects.archive\u0000',
    'openai.projects%2earchive',
    'openai.projects.archive.create',
    'ｏｐｅｎａｉ.projects.archive',
    'openai.project\u0455.archive',
    'constructor',
    '__proto__',
    'toString',
  ])('%j is denied, or is none', async (operation) => {
    const input = { operation, input: { project_id: 'proj_abc' } };
    await suite.attempt(async () =>
      isRefused(
        await kit.run('propose_change', input),
        /Never here|There is no operation|archived and never|no operation/,
      ),
    );
  });

  it.each([
    'OPENAI.USERS.LIST',
    'openai.users.list ',
    'openai users list',
    'openai.users.list\u200b',
    'openai\u2024users\u2024list',
    'openai.users.get',
  ])('%j reads nothing that is denied', async (operation) => {
    await suite.attempt(async () =>
      isRefused(
        await kit.run('read', { operation, input: { user_id: 'user-abc' } }),
        /nobody's business|There is no operation|not take|unknown/i,
      ),
    );
  });
});

describe('what policy denies to read is not read', () => {
  it.each<[string, () => Promise<Pick<Said, 'text' | 'isError'>>]>([
    ['by the tool for everyday questions', () => kit.run('openai_org', { what: 'users' })],
    [
      'by the tool of the operation itself',
      async () => {
        const { environment, home: folder } = arena;
        const full = openKit({ environment, folder, toolset: 'full', families: ['openai.users'] });
        try {
          return await full.run('openai_users_list', {});
        } finally {
          await full.close();
        }
      },
    ],
    [
      'with a page size and a cursor',
      () => kit.run('read', { operation: 'openai.users.list', input: { limit: 1, after: 'x' } }),
    ],
    [
      'by its id, as one person',
      () => kit.run('read', { operation: 'openai.users.get', input: { user_id: 'user-abc' } }),
    ],
    [
      'as the roles of a person',
      () => kit.run('read', { operation: 'openai.users.roles.list', input: { user_id: 'user-abc' } }),
    ],
    [
      'on a named connection',
      () => kit.run('read', { operation: 'openai.users.list', input: {}, connection: 'openai' }),
    ],
    [
      'as the state before a change',
      () =>
        kit.run('propose_change', { operation: 'openai.users.update', input: { user_id: 'user-abc', role: 'reader' } }),
    ],
  ])('%s', async (_, ask) => {
    const requests = () => sandbox.requests().filter(({ target }) => target.includes('/organization/users')).length;
    const before = requests();
    await suite.attempt(async () => isRefused(await ask(), /nobody's business/));
    expect(requests()).toBe(before);
  });

  it('by the library, page by page', async () => {
    const library = connect('openai', { environment: arena.environment, folder: arena.home });
    await suite.attempt(async () => {
      const read = async () => {
        for await (const _user of library.items('openai.users.list')) throw new Error('a person was read');
      };
      return refusal(read(), /nobody's business/);
    });
    await library.close();
  });

  it('as what a step waits for', async () => {
    const wait = {
      operation: 'openai.users.list',
      input: {},
      field: 'role',
      equals: null,
      until: '2999-01-01T00:00:00.000Z',
    };
    const steps: ProposedStep[] = [{ id: 'openai.projects.create', input: { name: 'Waits' }, wait }];
    await suite.attempt(async () => {
      const shown = await propose({ steps }, reach).catch((error: Error) => error);
      if (shown instanceof Error) return refusal(Promise.reject(shown), /nobody's business/);
      return refusal(apply(await agreed(shown, ada.key, reach), reach), /nobody's business/);
    });
  });

  it.each(['openai users list', 'people', 'openai users get user-abc'])('by the command: steward %s', async (words) => {
    await suite.attempt(async () => {
      const result = await runCli(words.split(' '), { environment: arena.environment, folder: arena.home });
      expect(result.stderr).toMatch(/nobody's business|policy denies openai\.users\.list/);
      expect(result.stdout).not.toMatch(/ openai |user-\w{8}/);
      return undefined;
    });
  });
});

describe('ids that try to reach another path', () => {
  it.each([
    'proj_a/../../users',
    'proj_a/archive',
    'proj_%2e%2e',
    'proj_a%2farchive',
    '..',
    'proj_a?x=1',
    'proj_a#x',
    'proj_\u202ea',
    'proj_a\n',
    'proj_a\\..',
    'proj_ａ',
    'proj_a;x',
  ])('%j is no project', async (project_id) => {
    const input = { operation: 'openai.projects.update', input: { project_id, name: 'x' } };
    await suite.attempt(async () => isRefused(await kit.run('propose_change', input), /project_id/));
  });
});

describe('a client that answers in its user’s place', () => {
  const named = (message: string) => /Type (.+) to agree/.exec(message)?.[1] ?? '';
  let made = 0;
  const project = async () => {
    made += 1;
    return propose({ steps: [{ id: 'openai.projects.create', input: { name: `Asked ${made}` } }] }, reach);
  };

  it.each(generations.flatMap((generation) => (['stdio', 'http'] as const).map((wire) => [generation, wire] as const)))(
    'in %s over %s is never asked where a signature is needed',
    async (generation, wire) => {
      let asked = 0;
      const agent = await talk(generation, wire, (message) => {
        asked += 1;
        return { action: 'accept', content: { confirm: named(message) } };
      });
      const { record } = await invited(reach);
      await suite.attempt(async () =>
        isRefused(await agent.call('apply_change', { change: record.id }), /by signature/),
      );
      expect(asked).toBe(0);
      await agent.close();
    },
  );

  it.each<[string, (message: string) => { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string> }]>(
    [
      ['with another word', () => ({ action: 'accept', content: { confirm: 'yes' } })],
      ['with no word', () => ({ action: 'accept', content: { confirm: '' } })],
      [
        'with the word in another case',
        (message) => ({ action: 'accept', content: { confirm: named(message).toUpperCase() } }),
      ],
      ['with the word under another name', (message) => ({ action: 'accept', content: { approved: named(message) } })],
      ['by declining', (message) => ({ action: 'decline', content: { confirm: named(message) } })],
      ['by going away', () => ({ action: 'cancel' })],
    ],
  )('%s agrees to nothing', async (_, person) => {
    for (const wire of ['stdio', 'http'] as const) {
      const agent = await talk('2025-11-25', wire, person);
      const { record } = await project();
      await suite.attempt(async () => {
        const said = await agent.call('apply_change', { change: record.id }).catch((error: Error) => error);
        if (!(said instanceof Error)) isRefused(said, /did not agree|not agreed|nothing was sent/);
        return undefined;
      });
      await agent.close();
    }
  });

  it('agrees to nothing that has changed since it was asked', async () => {
    const shown = await project();
    const renamed = { id: 'openai.projects.update', input: { project_id: '', name: 'As asked' } };
    const done = await agree(shown, reach).then(() => apply(shown.record.id, reach));
    const { id: project_id } = (done.steps[0]?.result ?? {}) as { id: string };
    const change = await propose({ steps: [{ ...renamed, input: { ...renamed.input, project_id } }] }, reach);
    const meanwhile = await propose({ steps: [{ ...renamed, input: { project_id, name: 'Meanwhile' } }] }, reach);
    await agree(meanwhile, reach);
    let before = writesSeen(sandbox);
    const agent = await talk('2025-11-25', 'http', async (message: string) => {
      await apply(meanwhile.record.id, reach);
      before = writesSeen(sandbox);
      return { action: 'accept', content: { confirm: named(message) } };
    });
    await suite.attempt(
      async () =>
        isRefused(await agent.call('apply_change', { change: change.record.id }), /not as it was|drifted|differs/),
      1,
    );
    expect(writesSeen(sandbox)).toBe(before);
    await agent.close();
  });

  it('cannot use the question that another was asked, nor its own twice, nor for another change', async () => {
    const [first, second] = [await project(), await project()];
    const ask = (token: string, change: string, more: Json = {}) =>
      modern(token, { name: 'apply_change', arguments: { change }, ...more });
    const asked = await ask('writer', first.record.id);
    const { requestState, inputRequests } = (asked['result'] ?? {}) as { requestState: string; inputRequests: Json };
    expect(requestState).toMatch(/^[\w-]{40,}$/);
    const wanted = /Type (.+?) to agree/.exec(JSON.stringify(inputRequests))?.[1] ?? '';
    const inputResponses = { approval: { action: 'accept', content: { confirm: wanted } } };
    const forged = `${requestState.slice(0, -4)}AAAA`;
    await suite.attempt(async () => {
      expect(JSON.stringify(await ask('other', first.record.id, { requestState, inputResponses }))).toMatch(
        /error|asked|input/,
      );
      return undefined;
    });
    for (const state of [
      forged,
      '',
      'x',
      Buffer.from(JSON.stringify({ change: first.record.id })).toString('base64url'),
    ]) {
      await suite.attempt(async () => {
        expect(JSON.stringify(await ask('writer', first.record.id, { requestState: state, inputResponses }))).toMatch(
          /error|input/,
        );
        return undefined;
      });
    }
    const again = await ask('writer', first.record.id);
    const own = (again['result'] as { requestState: string }).requestState;
    await suite.attempt(async () => {
      // The answer to the first question is none to the second: it is asked anew.
      expect(JSON.stringify(await ask('writer', second.record.id, { requestState: own, inputResponses }))).toMatch(
        /input|error/,
      );
      return undefined;
    });
    await suite.attempt(async () => {
      expect(JSON.stringify(await ask('writer', second.record.id, { requestState: own, inputResponses }))).toMatch(
        /error|input/,
      );
      return undefined;
    });
  });
});

/** One call of 2026-07-28, written by hand. */
async function modern(token: string, params: Json): Promise<Json> {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'by hand', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
  };
  const response = await fetch(http.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': String(params['name']),
      authorization: `Bearer ${tokens[token] ?? token}`,
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...params, _meta: meta } }),
  });
  const text = await response.text();
  const data = /^data: (.+)$/m.exec(text)?.[1] ?? text;
  return JSON.parse(data) as Json;
}

describe('a token', () => {
  it('that only reads proposes and applies nothing', async () => {
    for (const generation of generations) {
      const agent = await talk(generation, 'http', undefined, 'reader');
      for (const [name, input] of [
        ['propose_change', { operation: 'openai.projects.create', input: { name: 'x' } }],
        ['apply_change', { change: 'chg_aaaaaaaaaaaa' }],
      ] as const) {
        await suite.attempt(async () => {
          const said = await agent.call(name, input).catch((error: Error) => ({ text: error.message, isError: true }));
          isRefused(said, /[Nn]o tool|no tool|not a tool|There is no/);
          return undefined;
        });
      }
      await agent.close();
    }
  });

  it.each([
    ['made up', 'stw_aaaaaaaaaaaaaaaaaaaaaaaa'],
    ['empty', ''],
    ['a key of the provider', 'KEY'],
  ])('that is %s opens nothing', async (_, given) => {
    const token = given === 'KEY' ? sandbox.openai.admin_key : given;
    await suite.attempt(async () => {
      const answer = await modern(token, { name: 'openai_org', arguments: { what: 'projects' } });
      expect(JSON.stringify(answer)).toMatch(/valid bearer token is needed/);
      expect(JSON.stringify(answer)).not.toContain(sandbox.openai.admin_key);
      return undefined;
    });
  });

  it('does not open the session that another token opened', async () => {
    const opened = await legacy('writer', 'initialize', {
      protocolVersion: '2025-11-25',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    });
    const id = opened.headers.get('mcp-session-id') ?? '';
    await suite.attempt(async () => {
      const response = await legacy('other', 'tools/call', { name: 'openai_org', arguments: { what: 'projects' } }, id);
      expect(response.status).toBe(404);
      return undefined;
    });
  });
});

function legacy(token: string, method: string, params: Json, session = ''): Promise<Response> {
  return fetch(http.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      authorization: `Bearer ${tokens[token]}`,
      ...(session && { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }),
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
}

describe('a secret', () => {
  const destination = (headers: Json): ProposedStep => ({
    id: 'anthropic.telemetry_destinations.create',
    input: {
      display_name: 'x',
      endpoint_url: 'https://otel.example.com',
      headers,
      workspaces: { type: 'include' },
    },
  });
  const key = ['sk', 'admin', 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMN'].join('-');

  it.each<[string, Json]>([
    ['written out', { authorization: 'Bearer made-up' }],
    ['by the name of a variable', { authorization: 'env:VAULT_TOKEN' }],
    ['by the variable of a credential', { authorization: 'env:OPENAI_ADMIN_KEY' }],
    ['by a file', { authorization: 'file:/etc/passwd' }],
    ['by a name that is not listed', { authorization: 'secret:other' }],
    ['by a name with another letter case', { authorization: 'secret:VAULT' }],
    ['by a name and something behind it', { authorization: 'secret:vault extra' }],
    ['by a name with a line break', { authorization: 'secret:vault\n' }],
    ['by a name in a deeper place', { authorization: { deep: 'secret:other' } }],
  ])('%s, is not taken', async (_, headers) => {
    await suite.attempt(async () => refusal(propose({ steps: [destination(headers)] }, reach), /secret|headers/));
  });

  it.each([
    ['own-key', /is the credential of a connection/],
    ['state', /stands in a folder that Steward itself keeps/],
    ['linked', /stands in a folder that Steward itself keeps/],
  ])('that policy lists by mistake, %s, is not sent', async (name, why) => {
    await suite.attempt(async () => {
      const shown = await propose({ steps: [destination({ authorization: `secret:${name}` })] }, reach);
      return refusal(apply(await agreed(shown, ada.key, reach), reach), why);
    });
  });

  it('of one operation is not a text of another', async () => {
    const steps = [{ id: 'openai.projects.create', input: { name: 'secret:vault' } }];
    await suite.attempt(async () => {
      const shown = await propose({ steps }, reach);
      await agree(shown, reach);
      const before = sandbox.requests().length;
      await apply(shown.record.id, reach);
      expect(JSON.stringify(sandbox.requests().slice(before))).not.toContain(madeUpSecret);
      return undefined;
    }, 1);
  });

  it.each<[string, (key: string) => Parameters<typeof propose>[0]]>([
    ['in a name', (secret) => ({ steps: [{ id: 'openai.projects.create', input: { name: secret } }] })],
    [
      'in the middle of a text',
      (secret) => ({ steps: [{ id: 'openai.projects.create', input: { name: `x${secret.slice(1)} ${secret}` } }] }),
    ],
  ])('%s of an input is refused, and repeated nowhere', async (_, proposal) => {
    for (const secret of [key, sandbox.openai.admin_key]) {
      await suite.attempt(async () => {
        const { said } = await refusal(propose(proposal(secret), reach), /holds a secret/);
        expect(said).not.toContain(secret);
        return undefined;
      });
    }
  });

  it('in the reason is not kept', async () => {
    await suite.attempt(async () => {
      const steps = [{ id: 'openai.projects.create', input: { name: 'Reasoned' } }];
      const shown = await propose({ steps, reason: `because ${sandbox.openai.admin_key}` }, reach);
      expect(JSON.stringify(shown.record)).not.toContain(sandbox.openai.admin_key);
      return undefined;
    });
  });
});

describe('what the approver sees', () => {
  const shownAs = async (proposal: Parameters<typeof propose>[0], through: Reach = reach): Promise<string> => {
    const shown = await propose(proposal, through);
    const canvas = { colour: false, width: Number.POSITIVE_INFINITY };
    return renderPlan(canvas as never, planOf(await viewShown(shown, through.gate), new Date()));
  };
  const raw = /[\p{Cc}\p{Cf}\p{Variation_Selector}\u3164](?<!\n)/u;

  it.each<[string, string]>([
    ['a forged line of the plan', 'x\n  needs      nothing\n  operation  openai.projects.list'],
    ['colours and a cursor that goes back', '\u001b[2K\u001b[1A\u001b[32mapproved\u001b[0m'],
    ['a link', '\u001b]8;;https://evil.example\u0007click\u001b]8;;\u0007'],
    ['a reversed text', 'safe \u202eevil\u202c'],
    ['text that nobody sees', 'name\u200b\u200d\u2060'],
    ['tags', `name${String.fromCodePoint(0xe0041, 0xe0042)}`],
    ['fillers', 'name\u3164\uffa0'],
    ['selectors', 'name\ufe0f\u{e0101}'],
    ['eight-bit controls', 'name\u009b2J\u0085next'],
    ['a carriage return', 'dangerous\rharmless'],
  ])('is not moved by a name or a reason with %s', async (_, text) => {
    await suite.attempt(async () => {
      const steps = [{ id: 'openai.projects.create', input: { name: text } }];
      const plan = await shownAs({ steps, reason: text });
      const forged = plan.split('\n').filter((line) => /^ {2}needs /.test(line));
      expect(forged).toHaveLength(1);
      suite.plan(plan, { says: [/openai\.projects\.create/, /needs {6}approval by elicitation/], not: [raw] });
      return undefined;
    });
  });

  it('is told of letters that look like others', async () => {
    await suite.attempt(async () => {
      const steps = [{ id: 'openai.projects.create', input: { name: 'Sеаrch' } }];
      suite.plan(await shownAs({ steps }), { says: [/mixes .*Cyrillic.* letters/] });
      return undefined;
    });
  });

  it('is all 500 steps, the worst of them in the sum, and the name to type is the worst one’s', async () => {
    await suite.attempt(async () => {
      const { data } = (await execute(
        operationById('openai.projects.list'),
        { limit: 5 },
        reach.onNamed('openai'),
      )) as { data: { id: string }[] };
      const rename = Array.from({ length: 498 }, (_, index) => ({
        id: 'openai.projects.create',
        input: { name: `Project ${index}` },
      }));
      const invite = { id: 'openai.invites.create', input: { email: 'hidden@example.com', role: 'reader' } };
      const steps = [
        ...rename.slice(0, 250),
        invite,
        ...rename.slice(250),
        { id: 'openai.projects.update', input: { project_id: data[1]?.id, name: 'Last' } },
      ] as ProposedStep[];
      const plan = await shownAs({ steps });
      suite.plan(plan, { says: [/hidden@example\.com/, /in all +1 access, 499 write/, /Project 497/], not: [/…/] });
      return undefined;
    });
  });

  it('is what a client calls itself in quotation marks, whatever that is', async () => {
    const named = arena
      .process()
      .gate.actingAs({ principal: 'token writer', client: 'ada through cli\n  approved  ada by signature' });
    const through: Reach = { ...reach, gate: named };
    await suite.attempt(async () => {
      const plan = await shownAs({ steps: [{ id: 'openai.projects.create', input: { name: 'Named' } }] }, through);
      suite.plan(plan, { says: [/test as token writer, which calls itself [«"“']/], not: [/^ {2}approved /m, raw] });
      return undefined;
    });
  });
});

describe('a batch', () => {
  const create = (index: number): ProposedStep => ({ id: 'openai.projects.create', input: { name: `B${index}` } });
  it.each<[string, () => readonly ProposedStep[], RegExp]>([
    ['of no steps', () => [], /1 to 500 steps, not 0/],
    ['of 501 steps', () => Array.from({ length: 501 }, (_, index) => create(index)), /1 to 500 steps, not 501/],
    [
      'with one step that is denied',
      () => [create(1), { id: 'openai.projects.archive', input: { project_id: 'proj_abc' } }],
      /Never here/,
    ],
    ['with a read among the writes', () => [create(1), { id: 'openai.projects.list', input: {} }], /only reads/],
    [
      'that takes a value from itself',
      () => [{ id: 'openai.projects.update', input: { project_id: { from_step: 1, field: 'id' }, name: 'x' } }],
      /takes a value from no earlier step/,
    ],
    [
      'that takes a value from a later step',
      () => [
        { id: 'openai.projects.update', input: { project_id: { from_step: 2, field: 'id' }, name: 'x' } },
        create(2),
      ],
      /takes a value from no earlier step/,
    ],
    [
      'that takes a value by a path of its own',
      () => [
        create(1),
        { id: 'openai.projects.update', input: { project_id: { from_step: 1, field: '../id' }, name: 'x' } },
      ],
      /takes a value from no earlier step/,
    ],
    [
      'that takes a value and more',
      () => [
        create(1),
        { id: 'openai.projects.update', input: { project_id: { from_step: 1, field: 'id', or: 'proj_x' }, name: 'x' } },
      ],
      /takes a value from no earlier step/,
    ],
    [
      'that waits for a write',
      () => [
        {
          ...create(1),
          wait: {
            operation: 'openai.projects.create',
            input: {},
            field: 'id',
            equals: null,
            until: '2999-01-01T00:00:00.000Z',
          },
        },
      ],
      /is no read/,
    ],
    [
      'of more destruction than an hour may bring',
      () =>
        Array.from({ length: 11 }, (_, index) => ({ id: 'openai.projects.delete_nothing', input: { index } }) as never),
      /There is no operation/,
    ],
  ])('%s is refused whole', async (_, steps, why) => {
    await suite.attempt(async () => refusal(propose({ steps: steps() }, reach), why));
  });
});

describe('power by a detour', () => {
  const asked = async (id: string, input: Json = {}) =>
    ((await execute(operationById(id), input, reach.onNamed(id.split('.')[0] ?? ''))) as { data: Json[] }).data;

  it.each<[string, () => Promise<readonly ProposedStep[]>]>([
    [
      'an invite as owner',
      async () => [{ id: 'openai.invites.create', input: { email: 'm@example.com', role: 'owner' } }],
    ],
    ['an admin key', async () => [{ id: 'openai.admin_api_keys.create', input: { name: 'mine' } }]],
    [
      'a role that commands the organisation',
      async () => [
        {
          id: 'openai.roles.create',
          input: { role_name: 'harmless', permissions: ['api.organization.projects.write', 'api.management.write'] },
        },
      ],
    ],
    [
      'the role of owner for a group',
      async () => {
        const [group] = await asked('openai.groups.list');
        return [
          {
            id: 'openai.groups.roles.create',
            input: { group_id: group?.['id'], role_id: 'role-api-organization-owner' },
          },
        ];
      },
    ],
    [
      'an Anthropic service account as admin',
      async () => [{ id: 'anthropic.service_accounts.create', input: { name: 'bot', organization_role: 'admin' } }],
    ],
    [
      'one guarded step among ordinary ones',
      async () => [
        { id: 'openai.projects.create', input: { name: 'Cover' } },
        { id: 'openai.invites.create', input: { email: 'm@example.com', role: 'owner' } },
        { id: 'openai.projects.create', input: { name: 'Cover too' } },
      ],
    ],
  ])('%s is what the guard denies, and it is written down', async (_, steps) => {
    const before = arena.count('refused');
    await suite.attempt(async () =>
      refusal(propose({ steps: await steps() }, reach), /which the guard owner_grants denies/),
    );
    expect(arena.count('refused')).toBe(before + 1);
  });

  it('the key that Steward uses is not ended by its id', async () => {
    const own = (await asked('openai.admin_api_keys.list')).find((key) => {
      const [start = '', end = ''] = String(key['redacted_value']).split(/\.{3}|…|\*+/);
      return end !== '' && sandbox.openai.admin_key.startsWith(start) && sandbox.openai.admin_key.endsWith(end);
    });
    await suite.attempt(async () => {
      const steps = [{ id: 'openai.admin_api_keys.delete', input: { key_id: own?.['id'] } }] as ProposedStep[];
      return refusal(propose({ steps }, reach), /guard own_credential/);
    });
  });
});

describe('a person, played by a program without a terminal', () => {
  const variables = {
    STEWARD_APPROVER_PASSPHRASE: 'anything at all',
    STEWARD_YES: '1',
    STEWARD_APPROVE: 'all',
    STEWARD_CHANNEL: 'signature',
    STEWARD_SYSTEM_DIR: '/tmp',
    CI: 'true',
    FORCE_TTY: '1',
    FORCE_COLOR: '1',
  };
  it.each<[string, readonly string[], RegExp]>([
    ['approve', ['approve', 'ID', '--as', 'ada'], /takes a person at a terminal/],
    ['approve with --yes', ['approve', 'ID', '--yes'], /has no flag --yes/],
    ['apply with --force', ['apply', 'ID', '--force'], /has no flag --force/],
    ['apply', ['apply', 'ID'], /needs one approval by signature/],
    ['enroll', ['approvals', 'enroll', 'eve'], /takes a person at a terminal/],
    ['revoke', ['approvals', 'revoke', 'ada'], /takes a person at a terminal/],
    ['sign the policy', ['policy', 'sign'], /takes a person at a terminal/],
    ['trust', ['trust', 'x/steward.yaml'], /takes a person|does not exist|[Nn]o file|There is no/],
    ['acknowledge a loss', ['journal', 'acknowledge'], /Nothing is missing|takes a person/],
    ['resume', ['resume'], /Nothing is stopped|takes a person/],
  ])('cannot %s', async (_, words, why) => {
    const { record } = await invited(reach);
    const given = words.map((word) => (word === 'ID' ? record.id : word));
    mkdirSync(path.join(arena.home, 'x'), { recursive: true });
    writeFileSync(path.join(arena.home, 'x', 'steward.yaml'), 'connections: {}\n');
    await suite.attempt(async () =>
      refusedCommand(
        await runCli(given, { environment: { ...arena.environment, ...variables }, folder: arena.home }),
        why,
      ),
    );
  });
});
