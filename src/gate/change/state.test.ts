import { describe, expect, it } from 'vitest';
import { operationById } from '../../catalogue/index.ts';
import { effectOf, nameOf } from './effect.ts';
import { differences, isNothing, sameState, stillPart, subjectOf } from './state.ts';

describe('two states', () => {
  const before = { id: 'k', name: 'A', owner: { role: 'reader', seen_at: 1 }, last_used_at: 1 };

  it('are alike apart from what moves by itself, however deep, and where a page ends', () => {
    const now = { last_used_at: 9, owner: { seen_at: 7, role: 'reader' }, name: 'A', id: 'k' };
    expect(sameState(before, now, ['last_used_at', 'owner.seen_at'])).toBe(true);
    expect(sameState({ data: [before] }, { data: [now] }, ['data.last_used_at', 'data.owner.seen_at'])).toBe(true);
    expect(sameState({ data: [before], has_more: true, last_id: 'k' }, { data: [before], has_more: false }, [])).toBe(
      true,
    );
    expect(stillPart([before], ['owner', 'last_used_at'])).toEqual([{ id: 'k', name: 'A' }]);
  });

  it('differ in a field that moves elsewhere, and has the same name here', () => {
    const now = { ...before, owner: { role: 'reader', seen_at: 2 } };
    for (const moves of [['seen_at'], ['data.owner.seen_at'], ['owner.seen']])
      expect(sameState(before, now, moves)).toBe(false);
    expect(sameState({ has: { next: 1 } }, { has: { next: 2 } }, [])).toBe(false);
  });

  it('differ in what is said field by field', () => {
    expect(differences(before, { ...before, name: 'B', owner: { role: 'owner', seen_at: 1 } }, [])).toEqual([
      'name: "A" → "B"',
      'owner.role: "reader" → "owner"',
    ]);
    expect(differences(before, { ...before, extra: 1 }, [])).toEqual(['extra: null → 1']);
    expect(differences({ data: [before] }, { data: [before, { id: 'l' }] }, [])).toHaveLength(1);
    expect(differences(before, { ...before, last_used_at: 2 }, ['last_used_at'])).toEqual([]);
  });

  it('differ when the thing is gone, or there again', () => {
    expect(differences(before, null, [])).toEqual(['it is gone']);
    expect(differences({ data: [before] }, { data: [] }, [])).toEqual(['it is gone']);
    expect(differences(null, before, [])).toEqual(['it is there again']);
    expect(differences(null, { data: [] }, [])).toEqual([]);
  });
});

it('nothing is null, and a list without an item', () => {
  expect([null, undefined, { data: [] }].map(isNothing)).toEqual([true, true, true]);
  expect([{}, { data: [1] }, { data: {} }].map(isNothing)).toEqual([false, false, false]);
});

it('a list with one item is about that item, and one with several about none', () => {
  expect(subjectOf({ data: [{ id: 'a' }] })).toEqual({ id: 'a' });
  expect(subjectOf({ data: [{ id: 'a' }, { id: 'b' }] })).toBeUndefined();
  expect(subjectOf({ id: 'a' })).toEqual({ id: 'a' });
  expect(subjectOf(null)).toBeUndefined();
});

describe('an effect', () => {
  const update = operationById('openai.projects.update');

  it('has each field that will be another, with what it is now; never the ids of the path', () => {
    const state = { id: 'proj_1', name: 'A', settings: { a: 1, b: 2 } };
    expect(
      effectOf(update, { project_id: 'proj_1', name: 'B', settings: { a: 1, b: 3 }, geography: 'EU' }, state),
    ).toEqual([
      { field: 'name', before: 'A', after: 'B' },
      { field: 'settings.b', before: 2, after: 3 },
      { field: 'geography', after: 'EU' },
    ]);
    expect(effectOf(update, { project_id: 'proj_1', name: 'A' }, state)).toEqual([]);
  });

  it('takes nothing from a field that every object has', () => {
    expect(effectOf(update, { toString: 'x', constructor: 'y' }, { id: 'proj_1' })).toEqual([
      { field: 'toString', after: 'x' },
      { field: 'constructor', after: 'y' },
    ]);
  });

  it('is named as people call the thing', () => {
    expect(nameOf({ id: 'x', name: 'Staging' })).toBe('Staging');
    expect(nameOf({ data: [{ user: { email: 'a@example.com' } }] })).toBe('a@example.com');
    expect(nameOf({ name: '', email: 7 })).toBeUndefined();
    expect(nameOf({ data: [{ name: 'a' }, { name: 'b' }] })).toBeUndefined();
  });
});
