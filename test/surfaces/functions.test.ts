import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';
import {
  aiSdkTools,
  answerAnthropic,
  answerOpenaiChat,
  answerOpenaiResponse,
  anthropicTools,
  claudeAgentServer,
  type Kit,
  openaiChatTools,
  openaiResponsesTools,
  openKit,
} from '../../src/surfaces/functions/index.ts';
import { emptyFolder } from '../support/cli.ts';
import { easyPolicy } from '../support/gate.ts';
import { writesSeen } from '../support/gated.ts';

let sandbox: Sandbox;
let folder: string;
let kit: Kit;
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date() });
  folder = emptyFolder();
  mkdirSync(path.join(folder, '.config', 'steward'), { recursive: true });
  writeFileSync(path.join(folder, '.config', 'steward', 'policy.yaml'), easyPolicy);
  const environment = {
    HOME: folder,
    OPENAI_ADMIN_KEY: sandbox.openai.admin_key,
    OPENAI_BASE_URL: sandbox.openai.base_url,
  };
  kit = openKit({ environment, folder });
});
afterAll(async () => {
  await kit.close();
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
});

const projects = { what: 'projects', limit: 2 };

describe('the tools as functions', () => {
  it('are the same in every form, with what the connections cannot serve left out', () => {
    const names = kit.definitions.map(({ name }) => name);
    expect(names).not.toContain('anthropic_org');
    expect(anthropicTools(kit).map(({ name }) => name)).toEqual(names);
    expect(openaiResponsesTools(kit).map(({ name }) => name)).toEqual(names);
    expect(openaiChatTools(kit).map((each) => each.function.name)).toEqual(names);
    expect(Object.keys(aiSdkTools(kit))).toEqual(names);
  });

  it('answer the Anthropic Messages API', async () => {
    const content = [
      { type: 'text', text: 'Looking.' },
      { type: 'tool_use', id: 'toolu_1', name: 'openai_org', input: projects },
      { type: 'tool_use', id: 'toolu_2', name: 'openai_orgs', input: {} },
    ];
    const answer = await answerAnthropic(kit, { content: content as never });
    expect(answer?.content).toEqual([
      expect.objectContaining({ tool_use_id: 'toolu_1', is_error: false, content: expect.stringMatching(/2 of \d+/) }),
      expect.objectContaining({
        tool_use_id: 'toolu_2',
        is_error: true,
        content: expect.stringMatching(/Did you mean/),
      }),
    ]);
    expect(await answerAnthropic(kit, { content: [] })).toBeUndefined();
  });

  it('answer OpenAI Responses and Chat, and arguments that are not JSON', async () => {
    const call = { type: 'function_call', call_id: 'c1', name: 'openai_org', arguments: JSON.stringify(projects) };
    const broken = { ...call, call_id: 'c2', arguments: '{"what":' };
    expect(await answerOpenaiResponse(kit, [call, broken] as never)).toEqual([
      { type: 'function_call_output', call_id: 'c1', output: expect.stringMatching(/2 of \d+/) },
      { type: 'function_call_output', call_id: 'c2', output: expect.stringMatching(/not valid JSON/) },
    ]);
    const chat = { id: 't1', type: 'function', function: { name: 'openai_org', arguments: JSON.stringify(projects) } };
    expect(await answerOpenaiChat(kit, { tool_calls: [chat] as never })).toEqual([
      { role: 'tool', tool_call_id: 't1', content: expect.stringMatching(/2 of \d+/) },
    ]);
  });

  it('run in the Vercel AI SDK and the Claude Agent SDK', async () => {
    const { openai_org } = aiSdkTools(kit);
    expect(await openai_org?.execute(projects, {})).toMatch(/2 of \d+/);
    type Handler = (input: Record<string, unknown>) => Promise<{ content: { text: string }[] }>;
    const server = claudeAgentServer(kit, {
      tool: (name, _description, _shape, handler) => ({ name, handler: handler as Handler }),
      createSdkMcpServer: ({ name, tools }) => ({ name, tools }),
    });
    const tool = server.tools.find(({ name }) => name === 'openai_org');
    expect((await tool?.handler(projects))?.content[0]?.text).toMatch(/2 of \d+/);
  });

  it('propose, and cannot apply what nobody approved', async () => {
    const before = writesSeen(sandbox);
    const { data } = await kit.run('propose_change', { operation: 'openai.projects.create', input: { name: 'x' } });
    const { text, isError } = await kit.run('apply_change', { change: data['change'] });
    expect([isError, text]).toEqual([true, expect.stringMatching(/approval_missing/)]);
    expect(writesSeen(sandbox)).toBe(before);
  });
});

it.each(['anthropic-messages', 'openai-responses'])('examples/%s.ts runs against the sandbox', async (name) => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.resolve(`examples/${name}.ts`)]);
  expect(stdout).toMatch(/<data source="/);
});
