import type { Line, Plan, PlanStep, Tone } from '../../views/plan.ts';
import { type Canvas, paint } from '../paint.ts';

/** A plan on a terminal. */
export function renderPlan(
  terminal: Pick<Canvas, 'colour'>,
  { title, status, remark, place, steps, agreement }: Plan,
): string {
  const state = `${paint(terminal, styles[status.tone], status.text)}${remark}`;
  const lines = [
    `${paint(terminal, 'bold', title)}  ${state}`,
    place,
    ...steps.flatMap((step) => ['', ...stepLines(terminal, step)]),
    '',
    ...agreement.map((line) => lineText(terminal, line)),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(terminal: Pick<Canvas, 'colour'>, { number, summary, risk, lines }: PlanStep): string[] {
  const place = number === undefined ? '' : `${number}. `;
  return [
    `${place}${paint(terminal, 'bold', summary)}  ${paint(terminal, riskStyles[risk], risk)}`,
    ...lines.map((line) => lineText(terminal, line)),
  ];
}

function lineText(terminal: Pick<Canvas, 'colour'>, { name, text, tone }: Line): string {
  return `  ${name.padEnd(10)} ${tone ? paint(terminal, styles[tone], text) : text}`;
}

const styles: Readonly<Record<Tone, Parameters<typeof paint>[1]>> = {
  good: 'green',
  bad: 'red',
  careful: 'yellow',
  ready: 'cyan',
  waits: 'yellow',
};

const riskStyles = { read: 'dim', write: 'cyan', spend: 'yellow', access: 'yellow', destructive: 'red' } as const;
