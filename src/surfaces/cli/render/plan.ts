import type { Line, Plan, PlanStep, Tone } from '../../views/plan.ts';
import { type Canvas, paint } from '../paint.ts';
import { widthOf, wrapped } from './wrapped.ts';

/** A plan on a terminal: every line broken where the terminal ends, so that it breaks none by itself. */
export function renderPlan(terminal: Canvas, { title, status, remark, places, steps, sum, agreement }: Plan): string {
  const state = `${paint(terminal, styles[status.tone], status.text)}${remark}`;
  const lines = [
    ...beside(terminal, [paint(terminal, 'bold', title), state], `${title}  ${status.text}${remark}`),
    ...places.flatMap((place) => wrapped(place, terminal.width, 3)),
    ...steps.flatMap((step) => ['', ...stepLines(terminal, step)]),
    '',
    ...[...sum, ...agreement].flatMap((line) => lineTexts(terminal, line)),
  ];
  return `${lines.join('\n')}\n`;
}

function stepLines(terminal: Canvas, { number, summary, risk, lines }: PlanStep): string[] {
  const place = number === undefined ? '' : `${number}. `;
  const head = [`${place}${paint(terminal, 'bold', summary)}`, paint(terminal, riskStyles[risk], risk)] as const;
  return [
    ...beside(terminal, head, `${place}${summary}  ${risk}`),
    ...lines.flatMap((line) => lineTexts(terminal, line)),
  ];
}

/** Two texts on one line where they fit, else one below the other; `plain` is both without colours. */
function beside(terminal: Canvas, [left, right]: readonly [string, string], plain: string): string[] {
  return plain.length <= terminal.width ? [`${left}  ${right}`] : [left, `  ${right}`];
}

const indent = 13;

function lineTexts(terminal: Canvas, { name, text, tone }: Line): string[] {
  const painted = (part: string) => (tone && part !== '' ? paint(terminal, styles[tone], part) : part);
  const parts = wrapped(text, terminal.width - indent, 0);
  const below = (part: string) => `${' '.repeat(indent)}${painted(part)}`;
  const [first = '', ...rest] = parts;
  if (widthOf(name) < indent - 2) return [`  ${name.padEnd(indent - 3)} ${painted(first)}`, ...rest.map(below)];
  return [...wrapped(name, terminal.width - 2, 0).map((part) => `  ${part}`), ...parts.map(below)];
}

const styles: Readonly<Record<Tone, Parameters<typeof paint>[1]>> = {
  good: 'green',
  bad: 'red',
  careful: 'yellow',
  ready: 'cyan',
  waits: 'yellow',
};

const riskStyles = { read: 'dim', write: 'cyan', spend: 'yellow', access: 'yellow', destructive: 'red' } as const;
