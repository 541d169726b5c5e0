import { expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { echoKit } from '../../../test/support/kit.ts';
import { type AgentSdk, claudeAgentServer } from './claude-agent-sdk.ts';

type Made = Parameters<AgentSdk<unknown, unknown>['tool']>;

/** The SDK's two functions, as far as they take what is given. */
const sdk: AgentSdk<Made, { name: string; version: string; tools: Made[] }> = {
  tool: (...made) => made,
  createSdkMcpServer: (options) => options,
};

it('makes a server of all tools with the SDK’s own functions', async () => {
  const server = claudeAgentServer(echoKit(), sdk);
  expect([server.name, server.version]).toEqual(['steward', packageJson.version]);
  const [[name, description, shape, handler] = []] = server.tools;
  expect([name, description, Object.keys(shape ?? {})]).toEqual(['echo', 'Says it again.', ['word']]);
  expect(await handler?.({ word: 'x' })).toEqual({ content: [{ type: 'text', text: '{"word":"x"}' }] });
});

it('marks an answer that is a failure', async () => {
  const kit = echoKit();
  const [[, , , handler] = []] = claudeAgentServer(
    { ...kit, run: async () => ({ text: 'no', data: {}, isError: true }) },
    sdk,
  ).tools;
  expect(await handler?.({})).toEqual({ content: [{ type: 'text', text: 'no' }], isError: true });
});
