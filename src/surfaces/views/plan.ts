import { operationById } from '../../catalogue/index.ts';
import type { FieldChange, Step, StepReceipt } from '../../gate/change/change.ts';
import { nameOf, subjectOf } from '../../gate/change/effect.ts';
import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { type Canvas, paint } from './paint.ts';

const longestValue = 100;

/** A change so that it can be understood at a glance: what, where, before and after, what else, undo, who must agree. */
export function renderPlan(terminal: Canvas, view: ChangeView, now: Date): string {
  const { id, connection, steps, status } = view;
  const lines = [
    `${paint(terminal, 'bold', `Change ${id}`)}  ${statusText(terminal, view)}${status === 'proposed' || status === 'approved' ? `, expires in ${minutesUntil(view.expires_at, now)}` : ''}`,
    `on ${cleanText(connection.name)} (${new URL(connection.base_url).host})`,
  ];
  for (const [index, step] of steps.entries()) {
    lines.push('', ...stepLines(terminal, step, steps.length > 1 ? `${index + 1}. ` : ''));
    const receipt = view.receipt?.steps.find((each) => each.step === index);
    if (receipt) lines.push(...receiptLines(terminal, receipt));
  }
  lines.push('', ...agreementLines(view));
  return `${lines.join('\n')}\n`;
}

function stepLines(terminal: Canvas, step: Step, number: string): string[] {
  const { operation, risk, target, effect, impact, irreversible, hearsay, reveals, state, input } = step;
  const name = nameOf(state);
  const known = name && !target.includes(name) ? ` (${cleanText(name, 80)})` : '';
  const lines = [
    `${number}${paint(terminal, 'bold', operationById(operation).summary)}  ${paint(terminal, riskStyle[risk], risk)}`,
    field('operation', operation),
    field('target', `${cleanText(target, 200)}${known}`),
    ...(effect.length > 0 ? effect.map((change) => effectLine(change)) : stateLines(state, input)),
    ...(state === null ? [field('careful', paint(terminal, 'yellow', `${step.read?.id} found nothing there`))] : []),
    ...impact.map((sentence) => field('also', cleanText(sentence, 400))),
    field('undo', irreversible ? `cannot be undone: ${irreversible}` : 'steward undo, as a change of its own'),
  ];
  if (reveals) lines.push(field('secret', 'the answer holds one, shown once; choose its place with --reveal'));
  for (const sentence of hearsay ?? [])
    lines.push(field('careful', paint(terminal, 'yellow', cleanText(sentence, 200))));
  return lines;
}

function effectLine({ field: name, before, after }: FieldChange): string {
  const change = before === undefined ? valueText(after) : `${valueText(before)} → ${valueText(after)}`;
  return field(name, change);
}

/** What is about to end or be acted on, when no field says what changes. */
function stateLines(state: unknown, input: Step['input']): string[] {
  const subject = subjectOf(state);
  if (!subject) return [];
  const known = new Set(Object.values(input));
  const telling = Object.entries(subject).filter(
    ([name, value]) => typeof value !== 'object' && name !== 'object' && name !== 'type' && !known.has(value),
  );
  return [
    field(
      'now',
      telling
        .slice(0, 6)
        .map(([name, value]) => `${name} ${valueText(value)}`)
        .join(', '),
    ),
  ];
}

function receiptLines(terminal: Canvas, { outcome, note }: StepReceipt): string[] {
  const style = outcome === 'applied' ? 'green' : 'red';
  return [
    field('outcome', paint(terminal, style, outcome.replaceAll('_', ' '))),
    ...(note ? [field('note', cleanText(note, 1000))] : []),
  ];
}

function agreementLines(view: ChangeView): string[] {
  const { proposer, requirement, approvals, missing, problem, reason, undoes, status } = view;
  const by = [proposer.user, 'through', proposer.surface, proposer.client ? `(${cleanText(proposer.client, 60)})` : '']
    .filter(Boolean)
    .join(' ');
  const people = requirement.people > 1 ? ` of ${requirement.people} different people` : '';
  const open = status === 'proposed' || status === 'approved' || status === 'stopped';
  return [
    field('proposed', `${by}, ${view.proposed_at}`),
    ...(reason ? [field('reason', cleanText(reason, 500))] : []),
    ...(undoes ? [field('undoes', undoes)] : []),
    field('needs', `approval by ${requirement.channel}${people}`),
    ...approvals.map(({ approver, channel, at }) =>
      field('approved', `${cleanText(approver, 60)} by ${channel}, ${at}`),
    ),
    ...(open && missing ? [field('missing', missing)] : []),
    ...(problem ? [field('problem', problem)] : []),
  ];
}

function statusText(terminal: Canvas, { status, receipt }: ChangeView): string {
  const style = { applied: 'green', approved: 'cyan', proposed: 'yellow' } as const;
  const text = status === 'proposed' ? 'waits for approval' : status.replaceAll('_', ' ');
  const note = receipt?.note ? `: ${cleanText(receipt.note, 200)}` : '';
  return paint(terminal, style[status as keyof typeof style] ?? 'red', text) + note;
}

const riskStyle = { read: 'dim', write: 'cyan', spend: 'yellow', access: 'yellow', destructive: 'red' } as const;

function field(name: string, text: string): string {
  return `  ${name.padEnd(10)} ${text}`;
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return cleanText(text === '' ? '(empty)' : text, longestValue);
}

function minutesUntil(moment: string, now: Date): string {
  const minutes = Math.max(0, Math.round((Date.parse(moment) - now.getTime()) / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
