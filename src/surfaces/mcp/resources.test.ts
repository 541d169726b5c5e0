import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { openSession } from '../../session/open.ts';
import type { Session } from '../../session/session.ts';
import { readResource, resources, resourceTemplates } from './resources.ts';

let sandbox: Sandbox;
let session: Session;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1 });
  session = openSession({ environment: {}, sandbox, surface: 'mcp' });
});
afterAll(async () => {
  await session.close();
  await sandbox.close();
});

const read = (uri: string, memory = {}) => readResource(uri, session, memory);

describe('every resource that is listed', () => {
  it.each(resources.map(({ uri, mimeType }) => [uri, mimeType]))(
    '%s can be read, as it was announced',
    async (uri, type) => {
      const { mimeType, text } = await read(uri);
      expect(mimeType).toBe(type);
      if (type === 'application/json') expect(() => JSON.parse(text)).not.toThrow();
    },
  );

  it('and an operation can by its template', async () => {
    const uri = resourceTemplates[0]?.uriTemplate.replace('{id}', 'openai.projects.archive') ?? '';
    expect(JSON.parse((await read(uri)).text)).toMatchObject({ id: 'openai.projects.archive', risk: 'destructive' });
  });
});

it('connections name no key, only where it comes from', async () => {
  const { text } = await read('steward://connections');
  expect(JSON.parse(text)).toContainEqual(
    expect.objectContaining({ name: 'openai', provider: 'openai', key_source: 'the sandbox' }),
  );
  for (const secret of [sandbox.openai.admin_key, sandbox.anthropic.admin_key]) expect(text).not.toContain(secret);
});

it('the last answer is that of this client', async () => {
  expect((await read('steward://report/last')).text).toBe('No tool has answered yet.');
  expect((await read('steward://report/last', { lastTable: 'a table' })).text).toBe('a table');
});

it('what is not there is refused, without repeating what cannot be shown', async () => {
  await expect(read('steward://\u001b[2J')).rejects.toMatchObject({
    code: 'resource_unknown',
    message: expect.stringContaining('\\u{1b}'),
  });
  await expect(read('steward://operations/openai.project.list')).rejects.toMatchObject({ code: 'operation_unknown' });
});
