import { describe, expect, it } from 'vitest';
import type { Step } from '../../gate/change/change.ts';
import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { renderPlan } from '../cli/render/plan.ts';
import { planText } from '../tools/render/plan.ts';
import { planOf } from './plan.ts';

const step = {
  operation: 'openai.projects.archive',
  risk: 'destructive',
  target: 'proj_1',
  input: { project_id: 'proj_1' },
  effect: [{ field: 'status', before: 'active', after: 'archived\u001b[2J' }],
  impact: ['3 active API keys stop working'],
  irreversible: 'an archived project stays archived.',
  state: { id: 'proj_1', name: 'Staging' },
  hearsay: ['name was written by somebody else'],
} as unknown as Step;

const view = {
  id: 'chg_1',
  status: 'proposed',
  connection: { name: 'openai', base_url: 'https://api.openai.com/v1' },
  steps: [step],
  expires_at: '2026-11-25T13:00:00Z',
  proposed_at: '2026-11-25T12:00:00Z',
  proposer: { user: 'ada', surface: 'mcp', client: 'codex' },
  requirement: { channel: 'signature', people: 2 },
  approvals: [],
  missing: 'two approvals',
} as unknown as ChangeView;
const now = new Date('2026-11-25T12:30:00Z');

describe('a plan', () => {
  const plan = planOf(view, now);

  it('says what, where, how long, and how bad it can be', () => {
    expect(plan).toMatchObject({
      title: 'Change chg_1',
      status: { text: 'waits for approval', tone: 'waits' },
      remark: ', expires in 30 min',
      place: 'on openai (api.openai.com)',
      steps: [{ number: undefined, summary: 'Archive a project (one way)', risk: 'destructive' }],
    });
  });

  it('says what changes, what else that touches, and what to be careful of, made harmless', () => {
    expect(plan.steps[0]?.lines).toEqual([
      { name: 'operation', text: 'openai.projects.archive' },
      { name: 'target', text: 'proj_1 (Staging)' },
      { name: 'status', text: 'active → archived\\u{1b}[2J' },
      { name: 'also', text: '3 active API keys stop working' },
      { name: 'undo', text: 'cannot be undone: an archived project stays archived.' },
      { name: 'careful', text: 'name was written by somebody else', tone: 'careful' },
    ]);
  });

  it('says who asked, and whose yes is missing', () => {
    expect(plan.agreement.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'proposed: ada through mcp (codex), 2026-11-25T12:00:00Z',
      'needs: approval by signature of 2 different people',
      'missing: two approvals',
    ]);
  });

  it('numbers its steps where there are several', () => {
    expect(planOf({ ...view, steps: [step, step] }, now).steps.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('reads the same on a terminal without colours as in a conversation', () => {
    expect(renderPlan({ colour: false }, plan)).toBe(`${planText(plan)}\n`);
    expect(renderPlan({ colour: true }, plan)).toContain('\u001b[31mdestructive');
  });
});
