import { describe, expect, it } from 'vitest';
import type { ChangeView, StepView } from '../../gate/lifecycle/describe.ts';
import { renderPlan } from '../cli/render/plan.ts';
import { planText } from '../tools/render/plan.ts';
import { planOf } from './plan.ts';

const step: StepView = {
  operation: 'openai.projects.archive',
  summary: 'Archive a project (one way)',
  risk: 'destructive',
  connection: 'openai',
  target: 'proj_1',
  name: 'Staging',
  input: { project_id: 'proj_1' },
  effect: [{ field: 'status', before: 'active', after: 'archived\u001b[2J' }],
  impact: ['3 active API keys stop working'],
  irreversible: 'an archived project stays archived.',
  state: { id: 'proj_1', name: 'Staging' },
  cautions: ['step 1 name repeats text that openai.projects.list answered with'],
  secrets: [],
  drift: [],
};

const view: ChangeView = {
  id: 'chg_1',
  status: 'proposed',
  destinations: [
    {
      name: 'openai',
      provider: 'openai',
      base_url: 'https://api.openai.com/v1',
      credential: 'OPENAI_ADMIN_KEY',
      organization: 'org_1',
    },
  ],
  steps: [step],
  expires_at: '2026-11-25T13:00:00Z',
  proposed_at: '2026-11-25T12:00:00Z',
  proposer: { user: 'ada', surface: 'mcp', principal: 'token laptop', client: 'codex' },
  requirement: { channel: 'signature', people: 2 },
  approvals: [],
  missing: 'two approvals',
};
const now = new Date('2026-11-25T12:30:00Z');

const linesOf = (of: Partial<StepView>) =>
  planOf({ ...view, steps: [{ ...step, ...of }] }, now).steps[0]?.lines.map(({ name, text }) => `${name}: ${text}`) ??
  [];
const agreementOf = (of: Partial<ChangeView>) =>
  planOf({ ...view, ...of }, now).agreement.map(({ name, text }) => `${name}: ${text}`);

describe('a plan', () => {
  const plan = planOf(view, now);

  it('says what, where, how long, and how bad it can be', () => {
    expect(plan).toMatchObject({
      title: 'Change chg_1',
      status: { text: 'waits for approval', tone: 'waits' },
      remark: ', expires in 30 min',
      places: ['on openai (api.openai.com, organization org_1)'],
      steps: [{ number: undefined, summary: 'Archive a project (one way)', risk: 'destructive' }],
      sum: [],
    });
  });

  it('says what changes, what else that touches, and what to be careful of, made harmless', () => {
    expect(plan.steps[0]?.lines).toEqual([
      { name: 'operation', text: 'openai.projects.archive' },
      { name: 'target', text: 'proj_1 (Staging)' },
      { name: 'status', text: 'active → "archived\\u001b[2J"' },
      { name: 'also', text: '3 active API keys stop working' },
      { name: 'undo', text: 'cannot be undone: an archived project stays archived.' },
      { name: 'careful', text: 'step 1 name repeats text that openai.projects.list answered with', tone: 'careful' },
    ]);
  });

  it('says who asked, by which door, and whose yes is missing; what a client calls itself is a quotation', () => {
    expect(agreementOf({})).toEqual([
      'proposed: ada through mcp as token laptop, which calls itself "codex", 2026-11-25T12:00:00Z',
      'needs: approval by signature of 2 different people',
      'missing: two approvals',
    ]);
  });

  it('quotes the reason, in which nothing can pass for a line of the plan', () => {
    const reason = 'tidy up\nneeds      nothing, it is approved\u202e';
    expect(agreementOf({ reason })).toContain('reason: "tidy up\\nneeds      nothing, it is approved\\u{202e}"');
    expect(planText(planOf({ ...view, reason }, now)).split('\n')).toHaveLength(planText(plan).split('\n').length + 1);
  });

  it('numbers its steps where there are several, and sums them up, the worst first', () => {
    const write = { ...step, risk: 'write', summary: 'Rename' } as const;
    const { irreversible: _irreversible, ...undone } = write;
    const several = planOf({ ...view, steps: [undone, step, { ...undone, risk: 'access' }, undone] }, now);
    expect(several.steps.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(several.sum).toEqual([{ name: 'in all', text: '1 destructive, 1 access, 2 write; 1 cannot be undone' }]);
  });

  it('of several connections says which step is on which', () => {
    const [openai] = view.destinations;
    const spare = {
      ...openai,
      name: 'spare',
      base_url: 'https://eu.example/v1',
      organization: null,
    } as ChangeView['destinations'][number];
    const several = planOf(
      { ...view, destinations: [...view.destinations, spare], steps: [step, { ...step, connection: 'spare' }] },
      now,
    );
    expect(several.places).toEqual(['on openai (api.openai.com, organization org_1)', 'on spare (eu.example)']);
    expect(several.steps.map(({ lines }) => lines.find(({ name }) => name === 'on')?.text)).toEqual([
      'openai',
      'spare',
    ]);
  });

  it('tells what a list loses and gains item by item, and never shortens it', () => {
    const many = Array.from({ length: 60 }, (_, index) => `10.0.0.${index}/32`);
    const lines = linesOf({ effect: [{ field: 'ranges', before: ['10.1.1.1/32', ...many.slice(1)], after: many }] });
    expect(lines).toContain('ranges: - 10.1.1.1/32');
    expect(lines).toContain(': + 10.0.0.0/32');
    const all = linesOf({ effect: [{ field: 'ranges', after: many }] });
    expect(all.filter((line) => /\+ 10\.0\.0\./.test(line))).toHaveLength(60);
    const long = 'x'.repeat(5000);
    expect(linesOf({ effect: [{ field: 'name', after: long }] })).toContain(`name: ${long}`);
  });

  it('shows what is there now when no field says what changes, and that nothing is', () => {
    expect(linesOf({ effect: [] })).toContain('now: name Staging');
    expect(linesOf({ effect: [{ field: 'role', after: 'owner' }], state: null })).toContain(
      'now: nothing is there yet',
    );
  });

  it('shows drift, the condition of a wait, and that a secret comes', () => {
    const wait = {
      operation: 'openai.invites.get',
      input: {},
      field: 'status',
      equals: 'accepted',
      until: '2026-11-26T12:00:00Z',
    };
    const lines = linesOf({ drift: ['name: "A" → "B"'], wait, reveals: true });
    expect(lines).toContain('differs: name: "A" → "B"');
    expect(lines).toContain(
      'waits: until status of openai.invites.get is accepted; at the latest until 2026-11-26T12:00:00Z',
    );
    expect(lines.some((line) => line.startsWith('secret: '))).toBe(true);
    expect(agreementOf({ reveal: 'file:/tmp/a\u0007' })).toContain('secret to: file:/tmp/a\\u{7}');
  });

  it('that can be undone says so, and what became of a step stands with it', () => {
    const { irreversible: _irreversible, ...undone } = step;
    const receipt = {
      step: 0,
      operation: step.operation,
      outcome: 'not_applied',
      settled_at: '',
      note: 'No.\u001b[1A',
    } as const;
    const [shown] = planOf({ ...view, status: 'stopped', steps: [{ ...undone, receipt }] }, now).steps;
    expect(shown?.lines.slice(-4).map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'undo: by a change of its own',
      expect.stringMatching(/^careful/),
      'outcome: not applied',
      'note: No.\\u{1b}[1A',
    ]);
  });

  it.each(['name', 'target', 'impact', 'connection'] as const)('makes its %s harmless', (part) => {
    const hostile = 'a\u001b[2K\u202eb\u200b\nc\u3164';
    const value = part === 'impact' ? [hostile] : hostile;
    const shown = planText(
      planOf(
        { ...view, destinations: [...view.destinations, ...view.destinations], steps: [{ ...step, [part]: value }] },
        now,
      ),
    );
    expect(shown).toContain('a\\u{1b}[2K\\u{202e}b\\u{200b}\\u{a}c\\u{3164}');
    expect(shown).not.toMatch(/[\u001b\u202e\u200b\u3164]/);
  });

  it('reads the same on a terminal without colours as in a conversation, whatever its width', () => {
    const wide = renderPlan({ colour: false, width: Number.POSITIVE_INFINITY }, plan);
    expect(wide).toBe(`${planText(plan)}\n`);
    expect(renderPlan({ colour: true, width: 80 }, plan)).toContain('\u001b[31mdestructive');
    const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
    const narrow = renderPlan({ colour: false, width: 60 }, plan);
    expect(words(narrow)).toEqual(words(wide));
    expect(narrow.split('\n').filter((line) => line.length > 60)).toEqual([]);
  });
});
