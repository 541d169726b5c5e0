import { describe, expect, it, vi } from 'vitest';
import { operationById } from '../catalogue/index.ts';
import type { Connection, CredentialSource } from '../connections/connection.ts';
import { Credentials } from '../connections/credentials.ts';
import type { Gate } from '../gate/gate.ts';
import type { Plane } from '../providers/index.ts';
import { Session } from './session.ts';

const consoleKey = 'sk-ant-admin01-console';
const oauthToken = 'sk-ant-oat01-token';
const enterpriseKey = 'sk-ant-api01-enterprise';

const plugins = operationById('anthropic.plugins.list');
const workspaces = operationById('anthropic.workspaces.list');
const issuers = operationById('anthropic.federation.issuers.list');
const users = operationById('anthropic.users.list');

interface Given {
  readonly plane?: Plane;
  readonly credential?: CredentialSource;
  readonly readCredential?: CredentialSource;
  readonly provider?: 'anthropic' | 'openai';
}

const variable = (name: string): CredentialSource => ({ kind: 'environment', variable: name });
const command = (key: string): CredentialSource => ({ kind: 'command', command: `echo ${key}`, ttlSeconds: 300 });
/** Nothing can be fetched from it. */
const untouchable: CredentialSource = { kind: 'command', command: 'exit 3', ttlSeconds: 0 };

function connection(name: string, given: Given = {}): Connection {
  const { plane, credential = untouchable, readCredential, provider = 'anthropic' } = given;
  return { name, provider, plane, credential, readCredential, baseUrl: 'https://x', paced: false, origin: 'test' };
}

function sessionOn(connections: readonly Connection[], environment: NodeJS.ProcessEnv = {}): Session {
  return new Session({
    environment: { PATH: process.env['PATH'], ...environment },
    connections: () => connections,
    gate: () => ({}) as Gate,
  });
}

const chosen = async (session: Session, operation: typeof plugins, name?: string) =>
  (await session.on(operation, name)).connection.name;

describe('the connection for an operation', () => {
  it('is the one whose declared plane has it, and no key is fetched to find that out', async () => {
    const session = sessionOn([
      connection('anthropic', { plane: 'console' }),
      connection('ent', { plane: 'enterprise' }),
    ]);
    expect(await chosen(session, plugins)).toBe('ent');
    expect(await chosen(session, workspaces)).toBe('anthropic');
    expect(await chosen(session, users)).toBe('anthropic');
  });

  it('is told by keys that lie at hand where no plane is declared', async () => {
    const session = sessionOn(
      [connection('a', { credential: variable('A') }), connection('b', { credential: variable('B') })],
      { A: enterpriseKey, B: consoleKey },
    );
    expect(await chosen(session, plugins)).toBe('a');
    expect(await chosen(session, workspaces)).toBe('b');
  });

  it('is told by fetched keys where nothing else tells, and each is fetched once', async () => {
    const session = sessionOn([
      connection('a', { credential: command(consoleKey) }),
      connection('b', { credential: command(enterpriseKey) }),
    ]);
    const { credentials } = await session.on(plugins);
    const fetched = vi.spyOn(credentials, 'of');
    expect(await chosen(session, plugins)).toBe('b');
    expect(await chosen(session, workspaces)).toBe('a');
    expect(fetched).not.toHaveBeenCalled();
  });

  it('is the only one of its provider, whose key is not fetched before a read needs it', async () => {
    const session = sessionOn([connection('a'), connection('o', { provider: 'openai' })]);
    const fetched = vi.spyOn(Credentials.prototype, 'of');
    expect(await chosen(session, users)).toBe('a');
    expect(await chosen(session, operationById('anthropic.plugins.delete'))).toBe('a');
    expect(await chosen(session, operationById('anthropic.plugins.delete'), 'a')).toBe('a');
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  it.each([undefined, 'a'])('is refused before anything is sent when its key cannot serve (named %s)', async (name) => {
    const session = sessionOn([connection('a', { credential: command(consoleKey) })]);
    await expect(session.on(plugins, name)).rejects.toThrow(/needs the plane enterprise/);
    expect(await chosen(session, workspaces, name)).toBe('a');
  });

  it('is the one named as its provider where several fit, without a look at the others', async () => {
    const session = sessionOn(
      [connection('spare'), connection('anthropic', { credential: variable('A') }), connection('third')],
      { A: consoleKey },
    );
    expect(await chosen(session, workspaces)).toBe('anthropic');
    expect(await chosen(session, users)).toBe('anthropic');
  });

  it('has an OAuth token where nothing else is accepted', async () => {
    const session = sessionOn(
      [
        connection('anthropic', { plane: 'console', credential: variable('A') }),
        connection('oauth', { credential: variable('B') }),
      ],
      { A: consoleKey, B: oauthToken },
    );
    expect(await chosen(session, issuers)).toBe('oauth');
    expect(await chosen(session, workspaces)).toBe('anthropic');
  });

  it('is judged by the credential that the call will use', async () => {
    const both = { credential: variable('TOKEN'), readCredential: variable('KEY') };
    const session = sessionOn([connection('anthropic', both), connection('spare', { credential: variable('KEY') })], {
      KEY: consoleKey,
      TOKEN: oauthToken,
    });
    expect(await chosen(session, operationById('anthropic.federation.issuers.archive'))).toBe('anthropic');
    await expect(session.on(issuers)).rejects.toMatchObject({ code: 'no_fitting_connection' });
  });

  it('may be one whose key cannot be fetched, when no other fits: that is said when it is used', async () => {
    const session = sessionOn([connection('a'), connection('ent', { plane: 'console' })]);
    expect(await chosen(session, plugins)).toBe('a');
  });

  it('is chosen for each step of a change by itself', async () => {
    const reach = sessionOn([
      connection('anthropic', { plane: 'console' }),
      connection('ent', { plane: 'enterprise' }),
    ]).reach();
    const names = await Promise.all(
      [users, plugins, workspaces].map(async (each) => (await reach.on(each)).connection.name),
    );
    expect(names).toEqual(['anthropic', 'ent', 'anthropic']);
    await expect(reach.on(plugins, 'anthropic')).rejects.toMatchObject({ code: 'connection_unfit' });
    expect(reach.onNamed('ent').connection.name).toBe('ent');
  });
});

describe('a choice that cannot be made', () => {
  it('names the candidates', async () => {
    const session = sessionOn([
      connection('a', { plane: 'console' }),
      connection('b', { plane: 'console' }),
      connection('c', { plane: 'enterprise' }),
    ]);
    await expect(session.on(workspaces)).rejects.toMatchObject({
      code: 'connection_ambiguous',
      hint: 'Say which with connection: a, b.',
    });
  });

  it('of a named connection names one that can', async () => {
    const session = sessionOn(
      [
        connection('anthropic', { plane: 'console', credential: variable('A') }),
        connection('ent', { plane: 'enterprise' }),
        connection('oauth', { credential: variable('B') }),
      ],
      { A: consoleKey, B: oauthToken },
    );
    await expect(session.on(plugins, 'anthropic')).rejects.toMatchObject({
      code: 'connection_unfit',
      message: 'anthropic.plugins.list needs the plane enterprise, and connection anthropic is of the plane console.',
      hint: 'ent can serve it.',
    });
    await expect(session.on(issuers, 'anthropic')).rejects.toMatchObject({
      message: expect.stringMatching(/needs an OAuth token, and connection anthropic has an Anthropic admin key/),
      hint: 'oauth can serve it.',
    });
  });

  it('of an only connection says what it lacks, and what to do', async () => {
    const session = sessionOn([connection('anthropic', { credential: variable('A') })], { A: consoleKey });
    await expect(session.on(plugins)).rejects.toMatchObject({
      code: 'no_fitting_connection',
      hint: expect.stringMatching(/Declare a connection/),
    });
  });

  it.each([
    ['antropic', 'connection_unknown', /Did you mean anthropic/],
    ['openai', 'connection_of_other_provider', /Connections of anthropic: anthropic/],
  ])('for the name %s is %s', async (name, code, hint) => {
    const session = sessionOn([connection('anthropic'), connection('openai', { provider: 'openai' })]);
    await expect(session.on(users, name)).rejects.toMatchObject({ code, hint: expect.stringMatching(hint) });
  });

  it('without any connection names the variable to set', async () => {
    await expect(sessionOn([]).on(users)).rejects.toMatchObject({
      code: 'no_connection',
      hint: expect.stringMatching(/ANTHROPIC_ADMIN_KEY/),
    });
  });

  it('of a name alone says which there are', () => {
    const { onNamed } = sessionOn([connection('here')]).reach();
    expect(() => onNamed('gone')).toThrow(expect.objectContaining({ code: 'connection_unknown' }));
  });
});

describe('a session', () => {
  it('cancels a call by its own signal and by that of the session', async () => {
    const [whole, call] = [new AbortController(), new AbortController()];
    const session = new Session({
      environment: {},
      connections: () => [connection('a')],
      gate: () => ({}) as Gate,
      signal: whole.signal,
    });
    const { signal: one } = await session.on(users, undefined, { signal: call.signal });
    const { signal: other } = await session.on(users);
    call.abort();
    expect([one?.aborted, other?.aborted]).toEqual([true, false]);
    whole.abort();
    expect(other?.aborted).toBe(true);
  });

  it('tells a call’s own listener how far it is, else the session’s', async () => {
    const [ours, own] = [vi.fn(), vi.fn()];
    const session = new Session({
      environment: {},
      connections: () => [connection('a')],
      gate: () => ({}) as Gate,
      onProgress: ours,
    });
    expect((await session.on(users)).onProgress).toBe(ours);
    expect((await session.on(users, undefined, { onProgress: own })).onProgress).toBe(own);
  });

  it('knows the other connections that a call might have been on, ready in the same way', async () => {
    const session = sessionOn([connection('a'), connection('b'), connection('o', { provider: 'openai' })]);
    const execution = await session.on(users, 'a');
    expect(execution.peers?.().map((peer) => peer.connection.name)).toEqual(['a', 'b', 'o']);
    expect(execution.peers?.().map(({ credentials }) => credentials)).toEqual(Array(3).fill(execution.credentials));
  });

  it('acts for whom the door names, call by call, and as itself otherwise', async () => {
    const actors: unknown[] = [];
    const own = { actingAs: (actor: unknown) => actors.push(actor) && ({ actor } as unknown as Gate) };
    const session = new Session({
      environment: {},
      connections: () => [connection('a')],
      gate: () => own as unknown as Gate,
    });
    const actor = { principal: 'token laptop' };
    expect((await session.on(users, 'a', { actor })).gate).toEqual({ actor });
    expect(session.reach({ actor }).gate).toEqual({ actor });
    expect((await session.on(users, 'a')).gate).toBe(own);
    expect(session.reach().gate).toBe(own);
    expect(actors).toEqual([actor, actor]);
  });

  it('opens neither connections nor gate before they are needed, and each once', async () => {
    const [connections, gate] = [vi.fn(() => [connection('a')]), vi.fn(() => ({}) as Gate)];
    const session = new Session({ environment: {}, connections, gate });
    expect([connections, gate].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
    expect(session.of('anthropic')).toHaveLength(1);
    await session.on(users);
    await session.on(users);
    expect([connections, gate].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});
