import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import { openKit } from './kit.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
});
afterAll(() => sandbox.close());

const open = (more: Parameters<typeof openKit>[0] = {}) => openKit({ environment: {}, sandbox, ...more });

describe('a kit', () => {
  it('defines each tool once, by name, words and JSON Schema', async () => {
    const kit = open();
    expect(kit.definitions.map(({ name }) => name)).toEqual(kit.tools.map(({ name }) => name));
    for (const { description, parameters } of kit.definitions) {
      expect(description).not.toBe('');
      expect(parameters).toMatchObject({ type: 'object' });
    }
    await kit.close();
  });

  it('runs a tool, and tells of a failure rather than throw it', async () => {
    const kit = open();
    await expect(kit.run('openai_org', { what: 'projects' })).resolves.toMatchObject({ isError: false });
    for (const [name, input] of [
      ['openai_org', { what: 'colours' }],
      ['nothing', {}],
      ['openai_org', 'text'],
    ] as const) {
      await expect(kit.run(name, input)).resolves.toMatchObject({
        isError: true,
        text: expect.stringMatching(/^error/),
      });
    }
    await kit.close();
  });

  it('has only what it was opened for', async () => {
    const kit = open({ connections: ['openai'], toolset: 'minimal', readOnly: true });
    expect(kit.definitions.map(({ name }) => name)).toEqual(['find_operations', 'read']);
    await expect(kit.run('propose_change', {})).resolves.toMatchObject({ isError: true });
    await kit.close();
    expect(() => open({ connections: ['nobody'] })).toThrow(expect.objectContaining({ kind: 'input' }));
  });

  it('does not ask whoever cannot be asked: a change waits', async () => {
    const kit = open();
    const { data } = await kit.run('propose_change', { operation: 'openai.projects.create', input: { name: 'New' } });
    await expect(kit.run('apply_change', { change: data['change'] })).resolves.toMatchObject({ isError: true });
    await kit.close();
  });

  it('ends what is under way by the signal of the call', async () => {
    const kit = open();
    const stop = new AbortController();
    stop.abort();
    await expect(kit.run('openai_org', { what: 'users' }, stop.signal)).resolves.toMatchObject({
      data: { error: { code: 'cancelled' } },
    });
    await kit.close();
  });
});
