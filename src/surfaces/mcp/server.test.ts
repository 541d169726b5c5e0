import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { usualTools } from '../tools/usual-tools.ts';
import { RequestStates } from './request-state.ts';
import { makeServer } from './server.ts';

let calls: ToolCalls;
beforeAll(async () => {
  calls = await toolCalls();
});
afterAll(() => calls.close());

let opened = 0;
let client: Client;
beforeEach(async () => {
  opened = 0;
  const offer = { connections: calls.session.connections, readOnly: false };
  const server = makeServer({
    offer,
    session: async () => {
      opened += 1;
      return calls.session;
    },
    memory: {},
    tools: usualTools('default', offer),
    states: new RequestStates(),
    principal: 'test',
  });
  const [near, far] = InMemoryTransport.createLinkedPair();
  client = new Client({ name: 'test', version: '1' }, { capabilities: {} });
  await Promise.all([server.connect(far), client.connect(near)]);
  return () => client.close();
});

describe('a server', () => {
  it('lists tools, prompts and resources without opening anything', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('find_operations');
    for (const { inputSchema, outputSchema } of tools) {
      expect([inputSchema.type, outputSchema?.type]).toEqual(['object', 'object']);
    }
    expect((await client.listPrompts()).prompts.length).toBeGreaterThan(0);
    expect((await client.listResources()).resources.length).toBeGreaterThan(0);
    expect((await client.listResourceTemplates()).resourceTemplates.length).toBeGreaterThan(0);
    expect(opened).toBe(0);
  });

  it('answers a call in words and as data, and remembers the last', async () => {
    const answer = await client.callTool({ name: 'openai_org', arguments: { what: 'projects', limit: 1 } });
    expect(answer.structuredContent).toMatchObject({ source: 'openai.projects.list', shown: 1 });
    const { contents } = await client.readResource({ uri: 'steward://report/last' });
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('<data source="openai.projects.list">') });
  });

  it('answers a mistake as an error of the tool, which a model can mend', async () => {
    const answer = await client.callTool({ name: 'openai_org', arguments: { what: 'colours' } });
    expect(answer).toMatchObject({ isError: true, structuredContent: { error: { code: 'parameter_invalid' } } });
  });

  it('says how far long work is, to whoever asked to hear it', async () => {
    const heard: number[] = [];
    const asked = { name: 'openai_usage', arguments: { report: 'completions', since: '60d', by: ['model'] } };
    await client.callTool(asked, { onprogress: ({ progress }) => heard.push(progress) });
    expect(heard.length).toBeGreaterThan(0);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
  });

  it('gives a prompt filled in, and refuses one that lacks something', async () => {
    const { messages } = await client.getPrompt({ name: 'offboard_person', arguments: { email: 'a@b.example' } });
    expect(messages[0]?.content).toMatchObject({ text: expect.stringContaining('a@b.example leaves') });
    await expect(client.getPrompt({ name: 'offboard_person' })).rejects.toThrow(/needs email/);
    await expect(client.readResource({ uri: 'steward://nothing' })).rejects.toThrow();
  });

  it('tells a client that cannot ask its user what the user can do', async () => {
    const change = { operation: 'openai.projects.create', input: { name: 'New' } };
    const { structuredContent } = await client.callTool({ name: 'propose_change', arguments: change });
    const { change: id } = structuredContent as { change: string };
    const answer = await client.callTool({ name: 'apply_change', arguments: { change: id } });
    expect(answer).toMatchObject({ isError: true });
  });
});
