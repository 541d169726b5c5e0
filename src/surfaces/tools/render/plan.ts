import type { Line, Plan } from '../../views/plan.ts';

/** A plan as plain text, for a model and for the person whom its client asks. */
export function planText({ title, status, remark, places, steps, sum, agreement }: Plan): string {
  const lines = [
    `${title}  ${status.text}${remark}`,
    ...places,
    ...steps.flatMap(({ number, summary, risk, lines: said }) => [
      '',
      `${number === undefined ? '' : `${number}. `}${summary}  ${risk}`,
      ...said.map(lineText),
    ]),
    '',
    ...[...sum, ...agreement].map(lineText),
  ];
  return lines.join('\n');
}

function lineText({ name, text }: Line): string {
  return name.length < 11 ? `  ${name.padEnd(10)} ${text}` : `  ${name}\n             ${text}`;
}
