import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writesSeen } from '../../../test/support/gated.ts';
import { answered, type ToolCalls, toolCalls } from '../../../test/support/tool-calls.ts';
import { applyAny } from './apply-any.ts';
import { applyChange } from './apply-change.ts';
import { proposeChange } from './propose-change.ts';
import { read } from './read.ts';
import { isQuestion } from './tool.ts';

let calls: ToolCalls;
let project: string;
beforeAll(async () => {
  calls = await toolCalls();
  const { data } = await calls.answer(read, { operation: 'openai.projects.list', fields: ['id', 'name'] });
  const rows = data['provider_data'] as [string, string][];
  // The provider keeps the default project as it is.
  [project] = rows.find(([, name]) => name !== 'Default project') as [string, string];
});
afterAll(() => calls.close());

async function proposed(input: object = {}): Promise<string> {
  const { data } = await calls.answer(proposeChange, {
    operation: 'openai.projects.update',
    input: { project_id: project, name: 'Renamed' },
    ...input,
  });
  return String(data['change']);
}

describe('read', () => {
  it('runs any read by its id', async () => {
    const { data } = await calls.answer(read, { operation: 'openai.projects.get', input: { project_id: project } });
    expect(data['provider_data']).toMatchObject({ id: project });
  });

  it('never runs a write', async () => {
    const write = { operation: 'openai.projects.archive', input: { project_id: project } };
    await expect(calls.answer(read, write)).rejects.toMatchObject({ code: 'not_a_read' });
  });
});

describe('propose_change', () => {
  it('gives a plan and the next step, and changes nothing', async () => {
    const before = writesSeen(calls.sandbox);
    const { text, data } = await calls.answer(proposeChange, {
      operation: 'openai.projects.update',
      input: { project_id: project, name: 'Renamed' },
      reason: 'the team has another name',
    });
    expect(text).toMatch(
      /<data source="change chg_\w+">[\s\S]*the team has another name[\s\S]*<\/data>\nNothing is changed yet\./,
    );
    expect(data).toMatchObject({
      status: 'proposed',
      digest: expect.any(String),
      next: expect.stringContaining('apply_change'),
    });
    expect(writesSeen(calls.sandbox)).toBe(before);
  });

  it('refuses a read, and input that the operation does not take', async () => {
    const wrong = { operation: 'openai.projects.list', input: {} };
    await expect(calls.answer(proposeChange, wrong)).rejects.toMatchObject({ code: 'not_a_change' });
    const unknown = { operation: 'openai.projects.update', input: { project_id: project, nme: 'x' } };
    await expect(calls.answer(proposeChange, unknown)).rejects.toMatchObject({ code: 'parameter_unknown' });
  });
});

describe('apply_change', () => {
  const reply = async (change: string, typed: string | undefined) => {
    const asked = await applyAny(change, { session: calls.session, canAsk: true });
    if (!isQuestion(asked)) throw new Error('It did not ask.');
    return { question: asked, reply: { change, digest: asked.digest, typed } };
  };

  it('asks the person behind the client, and applies what they agreed to, once', async () => {
    const change = await proposed();
    const { question, reply: first } = await reply(change, undefined);
    expect(question.message).toContain(`Type ${question.wanted} to agree`);
    const agreed = { ...first, typed: question.wanted };
    const done = answered(
      await applyAny(change, { session: calls.session, canAsk: true, reply: agreed, client: 'test' }),
    );
    expect(done.data).toMatchObject({ status: 'applied' });
    const again = applyAny(change, { session: calls.session, canAsk: true, reply: agreed });
    await expect(again).rejects.toMatchObject({ kind: 'policy' });
  });

  it('sends nothing where they typed something else', async () => {
    const change = await proposed();
    const before = writesSeen(calls.sandbox);
    const { reply: other } = await reply(change, 'no');
    await expect(applyAny(change, { session: calls.session, canAsk: true, reply: other })).rejects.toMatchObject({
      code: 'not_agreed',
    });
    expect(writesSeen(calls.sandbox)).toBe(before);
  });

  it('asks again where the answer was to another question', async () => {
    const change = await proposed();
    const stale = { change, digest: 'of something else', typed: 'yes' };
    expect(isQuestion(await applyAny(change, { session: calls.session, canAsk: true, reply: stale }))).toBe(true);
  });

  it('is refused where nobody can be asked, and for a change that there is not', async () => {
    const change = await proposed();
    await expect(calls.answer(applyChange, { change })).rejects.toMatchObject({ kind: 'policy' });
    await expect(calls.answer(applyChange, { change: 'chg_nothing' })).rejects.toMatchObject({ kind: 'input' });
  });
});
