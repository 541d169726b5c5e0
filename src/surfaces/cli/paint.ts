import { styleText } from 'node:util';

/** What text needs to know of where it is shown. */
export interface Canvas {
  /** Columns; unlimited when it goes to a file or a pipe. */
  readonly width: number;
  readonly colour: boolean;
}

type Style = Parameters<typeof styleText>[0];

/** Colours text where colours are shown. */
export function paint({ colour }: Pick<Canvas, 'colour'>, style: Style, text: string): string {
  return colour ? styleText(style, text, { validateStream: false }) : text;
}
