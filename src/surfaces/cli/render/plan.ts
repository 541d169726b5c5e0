import type { Line, Plan, PlanStep, Tone } from '../../views/plan.ts';
import { type Canvas, paint } from '../paint.ts';
import { wrapped } from './wrapped.ts';

/** A plan on a terminal: every line broken where the terminal ends, so that it breaks none by itself. */
export function renderPlan(terminal: Canvas, { title, status, remark, places, steps, sum, agreement }: Plan): string {
  const state = `${paint(terminal, styles[status.tone], status.text)}${remark}`;
  const lines = [
    `${paint(terminal, 'bold', title)}  ${state}`,
    ...places.flatMap((place) => wrapped(place, terminal.width, 3)),
    ...steps.flatMap((step) => ['', ...stepLines(terminal, step)]),
    '',
    ...[...sum, ...agreement].flatMap((line) => lineTexts(terminal, line)),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(terminal: Canvas, { number, summary, risk, lines }: PlanStep): string[] {
  const place = number === undefined ? '' : `${number}. `;
  return [
    `${place}${paint(terminal, 'bold', summary)}  ${paint(terminal, riskStyles[risk], risk)}`,
    ...lines.flatMap((line) => lineTexts(terminal, line)),
  ];
}

const indent = 13;

function lineTexts(terminal: Canvas, { name, text, tone }: Line): string[] {
  const painted = (part: string) => (tone ? paint(terminal, styles[tone], part) : part);
  const fits = name.length < indent - 2;
  const head = `  ${name.padEnd(10)} `;
  const parts = wrapped(text, terminal.width - indent, 0);
  const [first = '', ...rest] = fits ? parts : ['', ...parts];
  return [`${head}${painted(first)}`.trimEnd(), ...rest.map((part) => `${' '.repeat(indent)}${painted(part)}`)];
}

const styles: Readonly<Record<Tone, Parameters<typeof paint>[1]>> = {
  good: 'green',
  bad: 'red',
  careful: 'yellow',
  ready: 'cyan',
  waits: 'yellow',
};

const riskStyles = { read: 'dim', write: 'cyan', spend: 'yellow', access: 'yellow', destructive: 'red' } as const;
