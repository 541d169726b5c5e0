import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localOperations } from '../../src/catalogue/claude-code/index.ts';
import { operationById } from '../../src/catalogue/index.ts';
import { execute } from '../../src/gate/execute.ts';
import { apply } from '../../src/gate/lifecycle/apply.ts';
import { viewChange } from '../../src/gate/lifecycle/describe.ts';
import { propose } from '../../src/gate/lifecycle/propose.ts';
import { proposeUndo } from '../../src/gate/lifecycle/undo.ts';
import type { Reach } from '../../src/gate/reach.ts';
import { Session } from '../../src/session/session.ts';
import { planOf } from '../../src/surfaces/views/plan.ts';
import { easyPolicy, entriesOf, openGate, type TestGate } from '../support/gate.ts';
import { agree } from '../support/gated.ts';

/** Operations of no provider go the way of all writes: planned, agreed to, claimed, recorded, undone. */

type Json = Record<string, unknown>;

let own: TestGate;
let session: Session;
let reach: Reach;
let project: string;
let file: string;

beforeEach(() => {
  project = mkdtempSync(path.join(tmpdir(), 'project-'));
  mkdirSync(path.join(project, '.claude'));
  file = path.join(project, '.claude', 'settings.json');
  own = openGate(easyPolicy, {});
  session = new Session({ environment: {}, connections: () => [], gate: () => own.gate });
  reach = session.reach();
});
afterEach(() => {
  own.remove();
  rmSync(project, { recursive: true });
});

const proposed = (id: string, input: Json) => propose({ steps: [{ id, input }] }, reach);
const held = () => JSON.parse(readFileSync(file, 'utf8')) as Json;

async function applied(id: string, input: Json): Promise<string> {
  const shown = await proposed(id, input);
  await agree(shown, reach);
  expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
  return shown.record.id;
}

it('a change of a file is planned, agreed to, written and recorded without any connection', async () => {
  writeFileSync(file, '{\n\t"permissions": { "deny": ["Bash(rm *)"] }\n}\n');
  const shown = await proposed('claude_code.settings.add', { file, key: 'permissions.deny', value: 'Read(//**/.env)' });
  const plan = planOf(await viewChange(shown.record.id, reach), new Date());
  expect(plan.places).toEqual(['on this machine']);
  expect(plan.steps[0]).toMatchObject({ risk: 'access' });
  expect(plan.steps[0]?.lines).toContainEqual(expect.objectContaining({ text: '+ "Read(//**/.env)"' }));
  await expect(apply(shown.record.id, reach)).rejects.toMatchObject({ code: 'approval_missing' });
  expect(held()).toEqual({ permissions: { deny: ['Bash(rm *)'] } });

  await agree(shown, reach);
  expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
  expect(held()).toEqual({ permissions: { deny: ['Bash(rm *)', 'Read(//**/.env)'] } });
  expect((await entriesOf(own.gate)).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['read', 'proposed', 'approved', 'sending']),
  );
});

describe('undo', () => {
  const before = '{ "b":1.0,\r\n "a" : [ ] }';

  it.each([
    ['set', { key: 'model', value: 'opus' }],
    ['unset', { key: 'a' }],
    ['add', { key: 'a', value: 'x' }],
    ['write', { text: '{}' }],
  ])('of %s puts back every byte', async (verb, input) => {
    writeFileSync(file, before);
    const id = await applied(`claude_code.settings.${verb}`, { file, ...input });
    expect(readFileSync(file, 'utf8')).not.toBe(before);
    const undo = await proposeUndo(id, reach);
    await agree(undo, reach);
    await apply(undo.record.id, reach);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('of a file that was made removes it', async () => {
    const undo = await proposeUndo(await applied('claude_code.settings.set', { file, key: 'a', value: 1 }), reach);
    await agree(undo, reach);
    await apply(undo.record.id, reach);
    expect(existsSync(file)).toBe(false);
  });
});

it('what another program wrote meanwhile is kept, and the change ends as drifted', async () => {
  writeFileSync(file, '{"a":1}');
  const shown = await proposed('claude_code.settings.set', { file, key: 'b', value: 2 });
  await agree(shown, reach);
  writeFileSync(file, '{"a": 1}');
  expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'drifted' });
  expect(readFileSync(file, 'utf8')).toBe('{"a": 1}');
});

it('no write of a file leaves without an approved change', async () => {
  for (const operation of localOperations.filter(({ risk }) => risk !== 'read')) {
    const input = { file, key: 'a', value: 1, text: '{}', sha256: null };
    const known = Object.fromEntries(Object.entries(input).filter(([name]) => name in operation.input().shape));
    const execution = await session.on(operation);
    await expect(execute(operation, known, execution)).rejects.toMatchObject({ code: 'change_needs_approval' });
  }
  expect(existsSync(file)).toBe(false);
});

it('two steps on one file are one change', async () => {
  const shown = await propose(
    {
      steps: [
        { id: 'claude_code.settings.set', input: { file, key: 'a', value: 1 } },
        { id: 'claude_code.settings.add', input: { file, key: 'b', value: 'x' } },
      ],
    },
    reach,
  );
  await agree(shown, reach);
  expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
  expect(held()).toEqual({ a: 1, b: ['x'] });
});

it('values of variables and headers are in no answer, no plan and no journal, and stay in the file', async () => {
  const hidden = 'correct horse battery staple';
  writeFileSync(
    file,
    JSON.stringify({ env: { DB_PASSWORD: hidden }, hooks: { Stop: [{ hooks: [{ headers: { a: hidden } }] }] } }),
  );
  const execution = await session.on(operationById('claude_code.settings.get'));
  expect(JSON.stringify(await execute(operationById('claude_code.settings.get'), { file }, execution))).not.toContain(
    hidden,
  );
  const shown = await proposed('claude_code.settings.set', { file, key: 'env.OTHER', value: 'x' });
  expect(JSON.stringify(shown)).not.toContain(hidden);
  await agree(shown, reach);
  expect(await apply(shown.record.id, reach)).toMatchObject({ outcome: 'applied' });
  expect(held()['env']).toEqual({ DB_PASSWORD: hidden, OTHER: 'x' });
  expect(JSON.stringify(await entriesOf(own.gate))).not.toContain(hidden);
});

describe('refused before a person is asked', () => {
  const secret = `sk-ant-admin01-${'a'.repeat(80)}`;

  it.each([
    ['a file of another kind', 'set', { file: '/etc/passwd', key: 'a', value: 1 }, 'takes settings from'],
    [
      'a path that goes up',
      'set',
      { file: '/x/.claude/../.claude/settings.json', key: 'a', value: 1 },
      'absolute path',
    ],
    ['a secret', 'set', { key: 'env.ANTHROPIC_API_KEY', value: secret }, 'holds a secret'],
    ['a helper for everybody', 'set', { key: 'apiKeyHelper', value: '/bin/x' }, 'on the machine of everybody'],
    ['a text that is no JSON', 'write', { text: '{"a": 1,}' }, 'would ignore all of it'],
    ['a list that is none', 'add', { key: 'model', value: 'x' }, 'is no list'],
    ['a key that is none', 'set', { key: 'a..b', value: 'x' }, 'no key of settings'],
    ['a value that is not given', 'set', { key: 'a' }, 'value'],
  ])('%s', async (_name, verb, input, sentence) => {
    writeFileSync(file, '{"model":"opus"}');
    const refused = proposed(`claude_code.settings.${verb}`, { file, ...input } as Json);
    await expect(refused).rejects.toThrow(sentence);
    expect(JSON.stringify(await entriesOf(own.gate))).not.toContain(secret);
  });

  it('an edit of a file that Claude Code cannot read', async () => {
    writeFileSync(file, '{"a":1,}');
    await expect(proposed('claude_code.settings.set', { file, key: 'a', value: 2 })).rejects.toThrow(
      'Claude Code ignores all of it',
    );
  });
});

it('takes no connection, and no provider takes its operations', async () => {
  const operation = operationById('claude_code.settings.get');
  await expect(session.on(operation, 'openai')).rejects.toMatchObject({ code: 'connection_idle' });
});
