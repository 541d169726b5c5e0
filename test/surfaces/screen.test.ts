import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeView, StepView } from '../../src/gate/lifecycle/describe.ts';
import { renderPlan } from '../../src/surfaces/cli/render/plan.ts';
import { planText } from '../../src/surfaces/tools/render/plan.ts';
import { planOf } from '../../src/surfaces/views/plan.ts';
import { screenOf } from '../support/screen.ts';

const now = new Date('2026-11-25T12:30:00Z');

/** Pieces of names that would move a cursor, hide, reorder or invent words. */
const hostile = fc.constantFrom(
  '\u001b[2J\u001b[H',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\r  undo       by a change of its own',
  '\n  risk       write',
  '\u202Egnp.exe',
  '\u2066hidden\u2069',
  '\u200b\u200d\u2060',
  '\u3164\u115f',
  '\ufe0f\u{e0041}',
  '\u0008\u0008\u0008',
  '\u009b31m',
  '\u007f',
  'p\u0430ypal',
  '東京の管理者',
  'e\u0301\u0323',
  '👩‍👩‍👧 family 🇩🇪',
  '\t\t',
  '\u2028\u2029',
  '\ud800',
);
const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 60 })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(''));

const step: fc.Arbitrary<StepView> = fc.record({
  operation: fc.constantFrom('openai.projects.archive', 'anthropic.users.remove'),
  summary: fc.constant('Archive a project (one way)'),
  risk: fc.constantFrom('write' as const, 'spend' as const, 'access' as const, 'destructive' as const),
  connection: text,
  input: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
  target: text,
  name: text,
  state: fc.option(fc.dictionary(text, fc.oneof(text, fc.integer()))),
  effect: fc.array(
    fc.record({
      field: text,
      before: fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.integer()),
      after: fc.oneof(text, fc.array(text, { maxLength: 4 }), fc.dictionary(text, text)),
    }),
    { maxLength: 4 },
  ),
  impact: fc.array(text, { maxLength: 3 }),
  secrets: fc.array(fc.record({ name: fc.constant('collector'), source: text }), { maxLength: 1 }),
  cautions: fc.array(text, { maxLength: 2 }),
  drift: fc.array(text, { maxLength: 2 }),
});

const view = fc.record({
  id: fc.constant('chg_2222222222aa'),
  status: fc.constant('proposed' as const),
  destinations: fc.array(
    fc.record({
      name: text,
      provider: fc.constant('openai'),
      base_url: fc.constant('https://api.openai.com/v1'),
      credential: text,
      organization: fc.option(text),
    }),
    { minLength: 1, maxLength: 2 },
  ),
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  approvals: fc.constant([]),
  requirement: fc.constant({ channel: 'signature' as const, people: 2 }),
  reason: text,
  proposer: fc.record({ user: text, surface: fc.constant('mcp'), client: text }),
  proposed_at: fc.constant('2026-11-25T12:00:00Z'),
  expires_at: fc.constant('2026-11-25T13:00:00Z'),
}) as fc.Arbitrary<ChangeView>;

/** Without what breaking lines adds and takes. */
const squeezed = (lines: readonly string[]) => lines.join('').replaceAll(/\s/g, '');

describe('a plan on a terminal', () => {
  it.each([60, 80, 132])('of %i columns shows exactly what stands in the plan, line by line', async (columns) => {
    await fc.assert(
      fc.asyncProperty(view, async (change) => {
        const plan = planOf(change, now);
        const written = renderPlan({ width: columns, colour: false }, plan).trimEnd().split('\n');
        const shown = await screenOf(renderPlan({ width: columns, colour: true }, plan), columns);
        expect(shown).toEqual(written.map((line) => line.trimEnd()));
        expect(squeezed(written)).toBe(squeezed(planText(plan).split('\n')));
      }),
      { numRuns: 150 },
    );
  });

  it('shows 500 steps whole, and their sum below them', async () => {
    const [change] = fc.sample(view, { numRuns: 1, seed: 7 });
    const [first] = fc.sample(step, { numRuns: 1, seed: 7 });
    const steps = Array.from({ length: 500 }, (_, index) => ({
      ...(first as StepView),
      target: `project proj_${index}`,
    }));
    const shown = await screenOf(
      renderPlan({ width: 100, colour: true }, planOf({ ...(change as ChangeView), steps }, now)),
      100,
    );
    for (const { target } of steps) expect(shown.some((line) => line.includes(target))).toBe(true);
    expect(shown.findLast((line) => line.startsWith('  in all'))).toMatch(/^ {2}in all {5}500 /);
  });

  it('marks a word that mixes letters of scripts that look alike', () => {
    const [change] = fc.sample(view, { numRuns: 1, seed: 1 });
    const plan = planOf({ ...(change as ChangeView), reason: 'pay p\u0430ypal' }, now);
    expect(planText(plan)).toContain('"pay p\u0430ypal" [mixes Latin and Cyrillic letters]');
  });
});
