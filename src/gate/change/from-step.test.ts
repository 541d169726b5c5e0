import { describe, expect, it } from 'vitest';
import { fromSteps, refuseWrongReferences, withEarlierResults } from './from-step.ts';
import type { StepReceipt } from './progress.ts';

const project = { name: 'Search' };
const reference = (from_step: unknown, field: unknown = 'id', more = {}) => ({
  project_id: { from_step, field, ...more },
});

describe('a value from an earlier step', () => {
  it('is known from any other value', () => {
    expect(fromSteps({ name: 'x', filter: { a: 1 }, list: [1], nothing: null, ...reference(1) })).toEqual(reference(1));
  });

  it.each([
    ['a step before it', [project, reference(1)]],
    ['a nested field', [project, project, reference(2, 'user.id')]],
  ])('may come from %s', (_what, inputs) => {
    expect(() => refuseWrongReferences(inputs)).not.toThrow();
  });

  it.each([
    ['itself', [project, reference(2)]],
    ['a later step', [reference(2), project]],
    ['no step', [project, reference(0)]],
    ['half a step', [project, project, reference(1.5)]],
    ['a step that is a text', [project, reference('1')]],
    ['no field', [project, reference(1, '')]],
    ['a field that reaches for what every object has', [project, reference(1, '__proto__.x y')]],
    ['a field that is an index', [project, reference(1, 'data.0.id')]],
    ['a reference with something added', [project, reference(1, 'id', { or: 'proj_1' })]],
  ])('may not come from %s', (_what, inputs) => {
    expect(() => refuseWrongReferences(inputs)).toThrow(expect.objectContaining({ code: 'from_step_invalid' }));
  });

  const answered = (result: unknown): StepReceipt[] => [
    { step: 0, operation: 'openai.projects.create', outcome: 'applied', settled_at: '', result },
  ];

  it('is what that step was answered with, beside what was written', () => {
    const input = { ...reference(1, 'owner.id'), name: 'x' };
    expect(withEarlierResults(input, answered({ owner: { id: 'proj_9' } }))).toEqual({
      project_id: 'proj_9',
      name: 'x',
    });
    expect(withEarlierResults(reference(1, 'count'), answered({ count: 3 }))).toEqual({ project_id: 3 });
    expect(withEarlierResults({ name: 'x' }, [])).toEqual({ name: 'x' });
  });

  it.each([
    ['is not there', { name: 'x' }],
    ['is an object', { id: {} }],
    ['is a list', { id: ['proj_1'] }],
    ['is null', { id: null }],
    ['is a truth', { id: true }],
    ['was not answered', undefined],
  ])('that %s ends the step before anything is sent', (_what, result) => {
    expect(() => withEarlierResults(reference(1), answered(result))).toThrow(
      expect.objectContaining({ code: 'from_step_missing' }),
    );
  });

  it('is not taken from what every object has', () => {
    expect(() => withEarlierResults(reference(1, 'constructor.name'), answered({}))).toThrow(
      expect.objectContaining({ code: 'from_step_missing' }),
    );
  });
});
