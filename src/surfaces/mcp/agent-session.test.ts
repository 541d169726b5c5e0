import { expect, it } from 'vitest';
import { agentSession } from './agent-session.ts';

const environment = { STEWARD_SANDBOX_NOW: '2026-11-01T12:00:00Z' };

it('opens one session for all, with the first that needs it', async () => {
  const agents = agentSession({ environment, sandbox: true });
  const [first, second] = await Promise.all([agents.open(), agents.open()]);
  expect(second).toBe(first);
  expect(first.connections.length).toBeGreaterThan(1);
  await agents.close();
});

it('has only the connections that it was opened for', async () => {
  const agents = agentSession({ environment, sandbox: true, only: ['openai'] });
  expect((await agents.open()).connections.map(({ name }) => name)).toEqual(['openai']);
  await agents.close();
});

it('ends also where nothing was opened, or it could not be', async () => {
  await expect(agentSession({ environment }).close()).resolves.toBeUndefined();
  const wrong = agentSession({ environment: { STEWARD_SANDBOX_NOW: 'never' }, sandbox: true });
  await expect(wrong.open()).rejects.toMatchObject({ kind: 'input' });
  await expect(wrong.close()).resolves.toBeUndefined();
});
