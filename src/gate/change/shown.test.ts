import { describe, expect, it } from 'vitest';
import { type PlannedStep, planOf, worstOf } from './plan.ts';
import type { ChangeRecord, Destination, StepRecord } from './record.ts';
import { digestOfShown } from './shown.ts';

const destination: Destination = {
  name: 'openai',
  provider: 'openai',
  base_url: 'https://api.openai.com/v1',
  credential: 'OPENAI_ADMIN_KEY',
  organization: 'org_1',
};
const spare: Destination = { ...destination, name: 'spare', organization: 'org_2' };
const rename: StepRecord = {
  connection: 'openai',
  operation: 'openai.projects.update',
  input: { project_id: 'proj_1', name: 'B' },
  state: { id: 'proj_1', name: 'A' },
};
const other: StepRecord = { ...rename, input: { project_id: 'proj_2', name: 'C' }, state: { id: 'proj_2', name: 'A' } };
const wait = {
  operation: 'openai.projects.get',
  input: { project_id: 'proj_3' },
  field: 'name',
  equals: 'Ready',
  until: '2026-11-02T12:00:00.000Z',
};

const record: ChangeRecord = {
  v: 2,
  id: 'chg_aaaaaaaaaaaa',
  store: 'store_1',
  destinations: [destination, spare],
  steps: [rename, { ...other, wait }],
  reason: 'tidy',
  proposer: { user: 'ada', surface: 'mcp' },
  proposed_at: '2026-11-01T12:00:00.000Z',
  expires_at: '2026-11-01T13:00:00.000Z',
  policy: 'p'.repeat(64),
};

const digestOf = (of: ChangeRecord, reveal: string | null = null) => digestOfShown(of, planOf(of), reveal);
const withDestination = (part: Partial<Destination>) => ({ destinations: [{ ...destination, ...part }, spare] });
const withStep = (part: Partial<StepRecord>) => ({
  steps: [
    { ...rename, ...part },
    { ...other, wait },
  ],
});
const withWait = (part: Partial<typeof wait>) => ({ steps: [rename, { ...other, wait: { ...wait, ...part } }] });

/** One other value for each part of what a person says yes to. */
const parts: readonly (readonly [what: string, part: Partial<ChangeRecord>, reveal?: string])[] = [
  ['the store', { store: 'store_2' }],
  ['the change', { id: 'chg_bbbbbbbbbbbb' }],
  ['the policy', { policy: 'q'.repeat(64) }],
  ['the expiry', { expires_at: '2026-11-01T13:00:01.000Z' }],
  ['the place of a secret', {}, 'terminal'],
  ['another place of a secret', {}, 'file:/tmp/key'],
  ['the operation', withStep({ operation: 'openai.projects.archive', input: { project_id: 'proj_1' } })],
  ['a value of the input', withStep({ input: { ...rename.input, name: 'D' } })],
  ['a field of the input', withStep({ input: { ...rename.input, geography: 'EU' } })],
  ['the thing that is changed', withStep({ input: { ...rename.input, project_id: 'proj_9' } })],
  ['the connection', withStep({ connection: 'spare' })],
  ['the provider’s address', withDestination({ base_url: 'https://evil.example/v1' })],
  ['where the credential is kept', withDestination({ credential: 'ANOTHER_KEY' })],
  ['the organisation', withDestination({ organization: 'org_9' })],
  ['an unknown organisation', withDestination({ organization: null })],
  ['the state before', withStep({ state: { id: 'proj_1', name: 'Production' } })],
  ['that nothing was there', withStep({ state: null })],
  ['the order of steps', { steps: [{ ...other, wait }, rename] }],
  ['a step less', { steps: [rename] }],
  ['a step more', { steps: [rename, { ...other, wait }, rename] }],
  ['no wait', { steps: [rename, other] }],
  ['what is waited for', withWait({ equals: 'Later' })],
  ['whom the wait asks', withWait({ input: { project_id: 'proj_4' } })],
  ['which field the wait asks', withWait({ field: 'status' })],
  ['how long is waited', withWait({ until: '2027-11-02T12:00:00.000Z' })],
];

describe('the digest of what is shown', () => {
  const digest = digestOf(record);

  it('is the same however the record is written', () => {
    const turned = Object.fromEntries(Object.entries(record).toReversed()) as unknown as ChangeRecord;
    expect(digestOf(turned)).toBe(digest);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each(parts.map(([what, ...part]) => ({ what, part })))('is another one for $what', ({ part: [part, reveal] }) => {
    expect(digestOf({ ...record, ...part }, reveal ?? null)).not.toBe(digest);
  });

  it('is another one for each of these, of all the others too', () => {
    const digests = parts.map(([, part, reveal = null]) => digestOf({ ...record, ...part }, reveal));
    expect(new Set(digests).size).toBe(parts.length);
  });

  it('covers a reference to an earlier step as it was written', () => {
    const create: StepRecord = { connection: 'openai', operation: 'openai.projects.create', input: { name: 'New' } };
    const about = (from_step: number, field: string): StepRecord => ({
      connection: 'openai',
      operation: 'openai.projects.update',
      input: { project_id: { from_step, field }, name: 'Newer' },
    });
    const of = (...last: [number, string]) => digestOf({ ...record, steps: [create, create, about(...last)] });
    expect(new Set([of(1, 'id'), of(2, 'id'), of(1, 'name')]).size).toBe(3);
  });

  it('says nothing of what a person does not decide about', () => {
    expect(digestOf({ ...record, reason: 'another reason' })).toBe(digest);
  });
});

describe('a plan', () => {
  it('derives everything from the catalogue', () => {
    const [step] = planOf({
      ...record,
      steps: [{ ...rename, operation: 'openai.projects.archive', input: { project_id: 'proj_1' } }],
    });
    expect(step).toMatchObject({
      call: { risk: 'destructive' },
      read: { id: 'openai.projects.get', input: { project_id: 'proj_1' } },
      irreversible: expect.stringMatching(/final/),
      reveals: false,
    });
  });

  it('knows which steps come after another one on the same thing', () => {
    const again: StepRecord = { ...rename, input: { project_id: 'proj_1', name: 'E' } };
    const elsewhere: StepRecord = { ...again, connection: 'spare' };
    const after = (...steps: StepRecord[]) => planOf({ ...record, steps }).map((step) => step.after);
    expect(after(rename, other, again, elsewhere, again)).toEqual([[], [], [0], [], [0, 2]]);
  });

  it('names what an earlier step will give, and reads nothing for it yet', () => {
    const about: StepRecord = { ...rename, input: { project_id: { from_step: 1, field: 'id' }, name: 'E' } };
    const create: StepRecord = { connection: 'openai', operation: 'openai.projects.create', input: { name: 'New' } };
    const [, step] = planOf({ ...record, steps: [create, about] });
    expect(step).toMatchObject({
      read: undefined,
      state: undefined,
      target: expect.stringContaining('(id of step 1)'),
    });
  });

  it('has a worst step: the most severe, of equals the irreversible, of those the first', () => {
    const steps = (...all: readonly (readonly [string, string?])[]) =>
      all.map(([risk, irreversible], index) => ({ index, call: { risk }, irreversible }) as unknown as PlannedStep);
    expect(worstOf(steps(['write'], ['access'], ['spend', 'final'])).index).toBe(1);
    expect(worstOf(steps(['access'], ['access', 'final'], ['access', 'final'])).index).toBe(1);
    expect(worstOf(steps(['access', 'final'], ['destructive'])).index).toBe(1);
  });

  it('of an operation that is not there, or only reads, is none', () => {
    const of =
      (operation: string, input = {}) =>
      () =>
        planOf({ ...record, steps: [{ ...rename, operation, input }] });
    expect(of('openai.projects.explode')).toThrow(expect.objectContaining({ code: 'operation_unknown' }));
    expect(of('openai.projects.list')).toThrow(expect.objectContaining({ code: 'not_a_change' }));
    expect(of('openai.projects.update', { project_id: 'proj_1', nonsense: 1 })).toThrow(
      expect.objectContaining({ code: 'parameter_unknown' }),
    );
  });
});
