import type { Risk } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import type { FieldChange, Step, StepReceipt } from '../../gate/change/change.ts';
import { nameOf, subjectOf } from '../../gate/change/effect.ts';
import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { cleanText } from '../../internal/clean-text.ts';

/** What somebody should see of a line at once, however a door shows it. */
export type Tone = 'good' | 'bad' | 'careful' | 'ready' | 'waits';

/** A name with what is said of it, both made harmless. */
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

/** A change so that it can be understood at a glance: what, where, before and after, what else, undo, who must agree. */
export interface Plan {
  readonly title: string;
  readonly status: { readonly text: string; readonly tone: Tone };
  /** What follows the status: a note of the receipt, when it expires. */
  readonly remark: string;
  readonly place: string;
  readonly steps: readonly PlanStep[];
  readonly agreement: readonly Line[];
}

const longestValue = 100;

export function planOf(view: ChangeView, now: Date): Plan {
  const { id, connection, steps, status, receipt } = view;
  const isOpen = status === 'proposed' || status === 'approved';
  const note = receipt?.note ? `: ${cleanText(receipt.note, 200)}` : '';
  return {
    title: `Change ${id}`,
    status: {
      text: status === 'proposed' ? 'waits for approval' : status.replaceAll('_', ' '),
      tone: tones[status as keyof typeof tones] ?? 'bad',
    },
    remark: `${note}${isOpen ? `, expires in ${minutesUntil(view.expires_at, now)}` : ''}`,
    place: `on ${cleanText(connection.name)} (${new URL(connection.base_url).host})`,
    steps: steps.map((step, index) => ({
      number: steps.length > 1 ? index + 1 : undefined,
      summary: operationById(step.operation).summary,
      risk: step.risk,
      lines: [...stepLines(step), ...receiptLines(receipt?.steps.find((each) => each.step === index))],
    })),
    agreement: agreementLines(view),
  };
}

const tones = { applied: 'good', approved: 'ready', proposed: 'waits' } as const;

function stepLines(step: Step): Line[] {
  const { operation, target, effect, impact, irreversible, hearsay, reveals, state, input } = step;
  const name = nameOf(state);
  const known = name && !target.includes(name) ? ` (${cleanText(name, 80)})` : '';
  const secret = 'the answer holds one, shown once; the one who approves says where it goes';
  return [
    line('operation', operation),
    line('target', `${cleanText(target, 200)}${known}`),
    ...(effect.length > 0 ? effect.map(effectLine) : stateLines(state, input)),
    ...(state === null ? [line('careful', `${step.read?.id} found nothing there`, 'careful')] : []),
    ...impact.map((sentence) => line('also', cleanText(sentence, 400))),
    line('undo', irreversible ? `cannot be undone: ${irreversible}` : 'by a change of its own'),
    ...(reveals ? [line('secret', secret)] : []),
    ...(hearsay ?? []).map((sentence) => line('careful', cleanText(sentence, 200), 'careful')),
  ];
}

function effectLine({ field, before, after }: FieldChange): Line {
  return line(field, before === undefined ? valueText(after) : `${valueText(before)} → ${valueText(after)}`);
}

/** What is about to end or be acted on, when no field says what changes. */
function stateLines(state: unknown, input: Step['input']): Line[] {
  const subject = subjectOf(state);
  if (!subject) return [];
  const known = new Set(Object.values(input));
  const telling = Object.entries(subject).filter(
    ([name, value]) => typeof value !== 'object' && name !== 'object' && name !== 'type' && !known.has(value),
  );
  return [
    line(
      'now',
      telling
        .slice(0, 6)
        .map(([name, value]) => `${name} ${valueText(value)}`)
        .join(', '),
    ),
  ];
}

function receiptLines(receipt: StepReceipt | undefined): Line[] {
  if (!receipt) return [];
  const { outcome, note } = receipt;
  return [
    line('outcome', outcome.replaceAll('_', ' '), outcome === 'applied' ? 'good' : 'bad'),
    ...(note ? [line('note', cleanText(note, 1000))] : []),
  ];
}

function agreementLines(view: ChangeView): Line[] {
  const { proposer, requirement, approvals, missing, problem, reason, undoes, status } = view;
  const by = [proposer.user, 'through', proposer.surface, proposer.client ? `(${cleanText(proposer.client, 60)})` : '']
    .filter(Boolean)
    .join(' ');
  const people = requirement.people > 1 ? ` of ${requirement.people} different people` : '';
  const open = status === 'proposed' || status === 'approved' || status === 'stopped';
  return [
    line('proposed', `${by}, ${view.proposed_at}`),
    ...(reason ? [line('reason', cleanText(reason, 500))] : []),
    ...(undoes ? [line('undoes', undoes)] : []),
    line('needs', `approval by ${requirement.channel}${people}`),
    ...approvals.map(({ approver, channel, at }) =>
      line('approved', `${cleanText(approver, 60)} by ${channel}, ${at}`),
    ),
    ...(open && missing ? [line('missing', missing)] : []),
    ...(problem ? [line('problem', problem)] : []),
  ];
}

function line(name: string, text: string, tone?: Tone): Line {
  return { name, text, ...(tone && { tone }) };
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return cleanText(text === '' ? '(empty)' : text, longestValue);
}

function minutesUntil(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((Date.parse(moment) - now.getTime()) / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
