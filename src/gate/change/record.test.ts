import { describe, expect, it } from 'vitest';
import { sha256 } from '../../internal/canonical.ts';
import { type ChangeRecord, checkChangeId, destinationNamed, newChangeId, parseRecord, textOf } from './record.ts';

const id = 'chg_aaaaaaaaaaaa';
const record: ChangeRecord = {
  v: 2,
  id,
  store: 'store_1',
  destinations: [
    {
      name: 'openai',
      provider: 'openai',
      base_url: 'https://api.openai.com/v1',
      credential: 'OPENAI_ADMIN_KEY',
      organization: 'org_1',
    },
  ],
  steps: [
    {
      connection: 'openai',
      operation: 'openai.projects.archive',
      input: { project_id: 'proj_1' },
      state: { id: 'proj_1', name: 'Staging' },
    },
  ],
  reason: 'no longer used',
  proposer: { user: 'ada', surface: 'mcp', client: 'codex' },
  proposed_at: '2026-11-01T12:00:00.000Z',
  expires_at: '2026-11-01T13:00:00.000Z',
  policy: 'p'.repeat(64),
};
const text = textOf(record);
const proposed = { record: sha256(text) };

/** As somebody would store it who also made the journal say so: only the form is left to refuse it. */
const vouched = (value: unknown) => {
  const written = JSON.stringify(value);
  return () => parseRecord(written, id, { record: sha256(written) });
};
const edited = expect.objectContaining({ code: 'change_edited' });

describe('a record', () => {
  it('comes back as it was proposed', () => {
    expect(parseRecord(text, id, proposed)).toEqual(record);
  });

  const [step] = record.steps;
  it.each([
    ['a risk', { ...record, steps: [{ ...step, risk: 'write' }] }],
    ['an effect', { ...record, steps: [{ ...step, effect: [{ field: 'name', before: 'A', after: 'B' }] }] }],
    ['a target', { ...record, steps: [{ ...step, target: 'something else' }] }],
    ['a requirement', { ...record, requirement: { channel: 'elicitation', people: 1 } }],
    ['an outcome', { ...record, outcome: 'approved' }],
    ['approvals', { ...record, approvals: [] }],
    ['a digest', { ...record, digest: 'd'.repeat(64) }],
    ['a field of a destination', { ...record, destinations: [{ ...record.destinations[0], key: 'sk-admin-x' }] }],
    ['a field of its proposer', { ...record, proposer: { ...record.proposer, approver: true } }],
  ])('that holds %s beside what was proposed is refused as edited', (_what, value) => {
    expect(vouched(value)).toThrow(edited);
  });

  it.each([
    ['no steps', { ...record, steps: [] }],
    ['too many steps', { ...record, steps: Array(501).fill(step) }],
    ['no destination', { ...record, destinations: [] }],
    ['another version', { ...record, v: 3 }],
    ['another id', { ...record, id: 'chg_bbbbbbbbbbbb' }],
    ['an id that is none', { ...record, id: '../../etc' }],
    ['a time that is none', { ...record, expires_at: 'never' }],
    ['an input that is none', { ...record, steps: [{ ...step, input: [] }] }],
    ['nothing', null],
  ])('with %s is refused as edited', (_what, value) => {
    expect(vouched(value)).toThrow(edited);
  });

  it('is refused when any part of it is not what the journal has the digest of', () => {
    const changed: readonly Partial<ChangeRecord>[] = [
      { reason: 'another reason' },
      { expires_at: '2027-11-01T13:00:00.000Z' },
      { policy: 'q'.repeat(64) },
      { store: 'store_2' },
      { proposer: { user: 'eve', surface: 'cli' } },
      { undoes: 'chg_bbbbbbbbbbbb' },
      { steps: [{ ...record.steps[0], state: { id: 'proj_1', name: 'Production' } } as ChangeRecord['steps'][number]] },
    ];
    for (const part of changed) {
      expect(() => parseRecord(textOf({ ...record, ...part }), id, proposed)).toThrow(
        /is not what was proposed, as the journal shows/,
      );
    }
    expect(() => parseRecord(`${text} `, id, proposed)).toThrow(edited);
  });

  it('that no `proposed` entry stands behind is refused', () => {
    expect(() => parseRecord(text, id, undefined)).toThrow(/was never proposed, as the journal shows/);
  });

  it('under the id of another one is refused', () => {
    expect(() => parseRecord(text, 'chg_bbbbbbbbbbbb', proposed)).toThrow(/is the record of chg_aaaaaaaaaaaa/);
  });

  it.each(['', 'what is this', '[]', '"chg"', '{"v":2}'])('of the text %j is refused as edited', (written) => {
    expect(() => parseRecord(written, id, { record: sha256(written) })).toThrow(edited);
  });

  it('that an earlier version wrote is named as such', () => {
    const older = JSON.stringify({ change: { id, steps: [] }, digest: 'd', approvals: [] });
    expect(() => parseRecord(older, id, undefined)).toThrow(expect.objectContaining({ code: 'change_of_older_form' }));
  });
});

describe('the id of a change', () => {
  it('is new each time, and is what ids look like', () => {
    const ids = Array.from({ length: 200 }, newChangeId);
    expect(new Set(ids).size).toBe(200);
    for (const each of ids) expect(checkChangeId(each)).toBe(each);
  });

  it.each(['', 'chg_', 'chg_AAAAAAAAAAAA', 'chg_aaaaaaaaaaaaa', '../chg_aaaaaaaaaaaa', 'chg_aaaaaaaaaaa\n'])(
    'is not %j',
    (each) => {
      expect(() => checkChangeId(each)).toThrow(expect.objectContaining({ code: 'change_id' }));
    },
  );
});

it('a step on a connection that the change does not have is refused', () => {
  expect(destinationNamed(record, 'openai').base_url).toBe('https://api.openai.com/v1');
  expect(() => destinationNamed(record, 'spare')).toThrow(edited);
});
