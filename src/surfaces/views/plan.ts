import type { FieldChange, Risk } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import { type MoneyField, moneyText } from '../../catalogue/money.ts';
import { moneyInputs } from '../../catalogue/money-inputs.ts';
import type { StepReceipt } from '../../gate/change/progress.ts';
import { subjectOf } from '../../gate/change/state.ts';
import type { ChangeView, StepView } from '../../gate/lifecycle/describe.ts';
import { harmless } from './harmless.ts';
import { itemChanges, planValue } from './plan-value.ts';

/** What somebody should see of a line at once, however a door shows it. */
export type Tone = 'good' | 'bad' | 'careful' | 'ready' | 'waits';

/** A name with what is said of it, both made harmless. A line without a name goes on with the one before it. */
export interface Line {
  readonly name: string;
  readonly text: string;
  readonly tone?: Tone;
}

/** One step of a plan: what is done, how bad it can be, and everything a person should know of it. */
export interface PlanStep {
  /** Its number, where there are several. */
  readonly number: number | undefined;
  readonly summary: string;
  readonly risk: Risk;
  readonly lines: readonly Line[];
}

/**
 * A change so that it can be understood at a glance: what, where, before and after, what else, undo, who must agree. What
 * is decided about is never shortened.
 */
export interface Plan {
  readonly title: string;
  readonly status: { readonly text: string; readonly tone: Tone };
  /** What follows the status: when it expires. */
  readonly remark: string;
  readonly places: readonly string[];
  readonly steps: readonly PlanStep[];
  /** All steps by risk, the worst first; only where there are several. */
  readonly sum: readonly Line[];
  readonly agreement: readonly Line[];
}

export function planOf(view: ChangeView, now: Date): Plan {
  const { id, destinations, steps, status } = view;
  const isOpen = status === 'proposed' || status === 'approved' || status === 'stopped' || status === 'waiting';
  return {
    title: `Change ${id}`,
    status: {
      text: status === 'proposed' ? 'waits for approval' : status.replaceAll('_', ' '),
      tone: tones[status as keyof typeof tones] ?? 'bad',
    },
    remark: isOpen ? `, expires in ${minutesUntil(view.expires_at, now)}` : '',
    places: destinations.map(({ name, provider, base_url, organization }) => {
      if (provider === null) return 'on this machine';
      const which = organization === null ? '' : `, organization ${harmless(organization)}`;
      return `on ${harmless(name)} (${harmless(hostOf(base_url))}${which})`;
    }),
    steps: steps.map((step, index) => ({
      number: steps.length > 1 ? index + 1 : undefined,
      summary: step.summary,
      risk: step.risk,
      lines: [...stepLines(step, destinations.length > 1), ...receiptLines(step.receipt)],
    })),
    sum: steps.length > 1 ? [line('in all', tally(steps))] : [],
    agreement: agreementLines(view, isOpen),
  };
}

const tones = { applied: 'good', approved: 'ready', proposed: 'waits', waiting: 'waits' } as const;

const worstFirst = ['destructive', 'access', 'spend', 'write'] as const;

/** How many steps of each risk there are, and how many of them cannot be undone. */
function tally(steps: readonly StepView[]): string {
  const counts = worstFirst.flatMap((risk) => {
    const count = steps.filter((step) => step.risk === risk).length;
    return count === 0 ? [] : [`${count} ${risk}`];
  });
  const final = steps.filter(({ irreversible }) => irreversible !== undefined).length;
  return `${counts.join(', ')}${final === 0 ? '' : `; ${final} cannot be undone`}`;
}

function stepLines(step: StepView, namesConnection: boolean): Line[] {
  const { operation, connection, target, name, effect, impact, irreversible, reveals, state } = step;
  const { secrets, cautions, drift } = step;
  const secret = 'the answer holds one, shown once; the one who approves says where it goes';
  return [
    line('operation', operation),
    ...(namesConnection ? [line('on', harmless(connection))] : []),
    line('target', `${harmless(target)}${name === undefined ? '' : ` (${harmless(name)})`}`),
    ...(effect.length > 0 ? effectLines(step) : stateLines(step)),
    ...(state === null && effect.length > 0 ? [line('now', 'nothing is there yet')] : []),
    ...impact.map((sentence) => line('also', harmless(sentence))),
    ...drift.map((sentence) => line('differs', harmless(sentence), 'careful')),
    ...waitLines(step),
    line('undo', irreversible ? `cannot be undone: ${irreversible}` : 'by a change of its own'),
    ...secrets.map(({ name: used, source }) => line('uses', `secret:${used}, kept at ${harmless(source)}`)),
    ...(reveals ? [line('secret', secret)] : []),
    ...cautions.map((sentence) => line('careful', harmless(sentence), 'careful')),
  ];
}

function effectLines({ operation, effect }: StepView): Line[] {
  const money = moneyInputs(operationById(operation));
  return effect.flatMap((change) => fieldLines(change, money.get(change.field)));
}

/** A list item by item; money with its unit; any other field before and after. */
function fieldLines({ field, before, after }: FieldChange, money: MoneyField | undefined): Line[] {
  const name = harmless(field);
  if (money) {
    const now = harmless(moneyText(money, after));
    return [line(name, before === undefined ? now : `${harmless(moneyText(money, before))} → ${now}`)];
  }
  const items = itemChanges(before, after);
  if (items) {
    return items.map(({ sign, value }, index) => {
      return { name: index === 0 ? name : '', text: `${sign} ${planValue(field, value)}`, tone: signTones[sign] };
    });
  }
  const now = planValue(field, after);
  return [line(name, before === undefined ? now : `${planValue(field, before)} → ${now}`)];
}

const signTones = { '+': 'good', '-': 'bad' } as const;

/** What is about to end or be acted on, when no field says what changes. */
function stateLines({ state, input }: StepView): Line[] {
  const subject = subjectOf(state);
  if (!subject) return [];
  const known = new Set(Object.values(input));
  const telling = Object.entries(subject).filter(
    ([name, value]) => typeof value !== 'object' && name !== 'object' && name !== 'type' && !known.has(value),
  );
  return telling.map(([name, value], index) =>
    line(index === 0 ? 'now' : '', `${harmless(name)} ${planValue(name, value)}`),
  );
}

function waitLines({ wait }: StepView): Line[] {
  if (!wait) return [];
  const { operation, field, equals, until } = wait;
  const condition = `${harmless(field)} of ${operation} is ${planValue(field, equals)}`;
  return [line('waits', `until ${condition}; at the latest until ${until}`)];
}

function receiptLines(receipt: StepReceipt | undefined): Line[] {
  if (!receipt) return [];
  const { outcome, note } = receipt;
  return [
    line('outcome', outcome.replaceAll('_', ' '), outcome === 'applied' ? 'good' : 'bad'),
    ...(note ? [line('note', harmless(note))] : []),
  ];
}

function agreementLines(view: ChangeView, isOpen: boolean): Line[] {
  const { proposer, requirement, approvals, missing, problem, reason, undoes, reveal } = view;
  const { user, surface, principal, client } = proposer;
  const door = principal === undefined ? surface : `${surface} as ${harmless(principal)}`;
  const claimed = client === undefined ? '' : `, which calls itself ${planValue('client', client, 'quoted')}`;
  const people = requirement && requirement.people > 1 ? ` of ${requirement.people} different people` : '';
  return [
    line('proposed', `${harmless(user)} through ${door}${claimed}, ${view.proposed_at}`),
    ...(reason ? [line('reason', planValue('reason', reason, 'quoted'))] : []),
    ...(undoes ? [line('undoes', undoes)] : []),
    ...(reveal ? [line('secret to', harmless(reveal))] : []),
    ...(requirement ? [line('needs', `approval by ${requirement.channel}${people}`)] : []),
    ...approvals.map(({ approver, channel, at }) => line('approved', `${harmless(approver)} by ${channel}, ${at}`)),
    ...(isOpen && missing ? [line('missing', missing)] : []),
    ...(problem ? [line('problem', harmless(problem), 'bad')] : []),
  ];
}

function line(name: string, text: string, tone?: Tone): Line {
  return { name, text, ...(tone && { tone }) };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function minutesUntil(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((Date.parse(moment) - now.getTime()) / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
