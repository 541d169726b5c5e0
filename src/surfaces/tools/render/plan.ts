import type { Line, Plan } from '../../views/plan.ts';

/** A plan as plain text, for a model and for the person whom its client asks. */
export function planText({ title, status, remark, place, steps, agreement }: Plan): string {
  const lines = [
    `${title}  ${status.text}${remark}`,
    place,
    ...steps.flatMap(({ number, summary, risk, lines: said }) => [
      '',
      `${number === undefined ? '' : `${number}. `}${summary}  ${risk}`,
      ...said.map(lineText),
    ]),
    '',
    ...agreement.map(lineText),
  ];
  return lines.join('\n');
}

function lineText({ name, text }: Line): string {
  return `  ${name.padEnd(10)} ${text}`;
}
