import { describe, expect, it } from 'vitest';
import { sha256 } from '../../internal/canonical.ts';
import { entriesIn, type Happening, lineOf } from '../journal/entry.ts';
import { noEntry } from '../state/head.ts';
import { appliedSteps, isOver, outcomeOf, progressIn, type StepOutcome, soundReceipts } from './progress.ts';

const change = 'chg_aaaaaaaaaaaa';
const operation = 'openai.projects.update';

function journal(...happenings: readonly Happening[]) {
  let head = noEntry;
  const lines = happenings.map((happening) => {
    const made = lineOf(happening, head, { user: 'a', surface: 'test' }, '2026-11-01T12:00:00.000Z');
    head = made.head;
    return made.line;
  });
  return entriesIn(lines);
}

const proposed = (record = 'r'): Happening => ({
  type: 'proposed',
  change,
  record,
  connections: [],
  operations: [],
  targets: [],
});
const sending = (step: number): Happening => ({
  type: 'sending',
  change,
  step,
  operation,
  connection: 'openai',
  risk: 'write',
  digest: 'd',
});
const settled = (step: number, outcome: StepOutcome, sent = true, receipt = 'x'): Happening => ({
  type: 'settled',
  change,
  step,
  operation,
  outcome,
  sent,
  receipt,
});
const receipt = (outcome: string): Happening => ({ type: 'receipt', change, outcome });

describe('how far a change is', () => {
  it('is told by the journal alone: proposed, under way, settled, over', () => {
    expect(progressIn(journal(proposed()))).toMatchObject({ underWay: undefined, outcome: undefined });
    const under = progressIn(journal(proposed(), sending(0)));
    expect(under.underWay?.step).toBe(0);
    expect(isOver(under)).toBe(false);
    const done = progressIn(journal(proposed(), sending(0), settled(0, 'applied'), receipt('applied')));
    expect(done).toMatchObject({ underWay: undefined, outcome: 'applied' });
    expect(isOver(done)).toBe(true);
    expect(appliedSteps(done)).toEqual([0]);
  });

  it('follows from the steps where the process died before it wrote down how the change stands', () => {
    const died = journal(proposed(), sending(0), settled(0, 'applied'));
    expect(progressIn(died, 1)).toMatchObject({ outcome: 'applied', isConcluded: false });
    expect(progressIn(died, 2)).toMatchObject({ outcome: 'stopped', isConcluded: false });
    expect(progressIn(journal(proposed(), sending(0), settled(0, 'unknown')), 2).outcome).toBe('unknown');
  });

  it('stays over, whatever is said of its steps afterwards', () => {
    const over = journal(
      proposed(),
      sending(0),
      settled(0, 'applied'),
      receipt('applied'),
      settled(0, 'failed', false),
    );
    expect(progressIn(over, 1)).toMatchObject({ outcome: 'applied', isConcluded: true });
  });

  it('keeps to the first proposal: a second `proposed` entry replaces nothing', () => {
    expect(progressIn(journal(proposed('first'), proposed('second'))).proposed?.record).toBe('first');
  });

  it('is declined for good, whatever is written afterwards', () => {
    const declined = progressIn(journal(proposed(), { type: 'declined', change, reason: 'no' }, receipt('stopped')));
    expect(declined).toMatchObject({ outcome: 'declined', declined: { reason: 'no' } });
    expect(isOver(declined)).toBe(true);
  });

  it('takes the last word on a step that was tried again', () => {
    const again = progressIn(
      journal(settled(0, 'failed', false), receipt('stopped'), sending(0), settled(0, 'applied')),
    );
    expect(appliedSteps(again)).toEqual([0]);
    expect(isOver(progressIn(journal(receipt('stopped'))))).toBe(false);
    expect(isOver(progressIn(journal(receipt('waiting'))))).toBe(false);
  });
});

describe('what became of a whole', () => {
  const of = (steps: number, ...all: readonly (readonly [StepOutcome, boolean?])[]) =>
    outcomeOf(
      steps,
      all.map(([outcome, sent = true], step) => ({ step, outcome, sent })),
    );

  it.each([
    ['applied', 2, [['applied'], ['applied']]],
    ['not_applied', 1, []],
    ['waiting', 2, [['applied'], ['waiting', false]]],
    ['stopped', 3, [['applied'], ['applied']]],
    ['failed', 2, [['applied'], ['failed']]],
    ['unknown', 2, [['applied'], ['unknown']]],
    ['stopped', 2, [['applied'], ['drifted', false]]],
    ['stopped', 2, [['applied'], ['failed', false]]],
    ['stopped', 1, [['failed', false]]],
    ['failed', 1, [['failed']]],
    ['drifted', 1, [['drifted', false]]],
    ['not_applied', 1, [['not_applied']]],
  ] as const)('is %s of %i steps that are %j', (outcome, steps, all) => {
    expect(of(steps, ...all)).toBe(outcome);
  });

  it('does not hang on the order in which steps are told', () => {
    expect(
      outcomeOf(2, [
        { step: 1, outcome: 'failed', sent: true },
        { step: 0, outcome: 'applied', sent: true },
      ]),
    ).toBe('failed');
  });
});

it('receipts count as far as they are what the journal has the digests of', () => {
  const texts = [0, 1, 2].map((step) =>
    JSON.stringify({ step, operation, outcome: 'applied', settled_at: '', result: { id: `p${step}` } }),
  );
  const [first = '', second = '', third = ''] = texts;
  const progress = progressIn(
    journal(settled(0, 'applied', true, sha256(first)), settled(1, 'applied', true, sha256('another'))),
  );
  const stored = new Map([
    [0, first],
    [1, second],
    [2, third],
  ]);
  expect(soundReceipts(stored, progress).map(({ step }) => step)).toEqual([0]);
});
