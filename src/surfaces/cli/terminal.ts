import { styleText } from 'node:util';

/** The streams of a command, and what they can show. Data goes to `out`, everything else to `notes`. */
export interface Terminal {
  readonly out: NodeJS.WritableStream & { readonly isTTY?: boolean };
  readonly notes: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Columns of the terminal; unlimited when output goes to a file or a pipe. */
  readonly width: number;
  readonly colour: boolean;
}

export function processTerminal(environment: NodeJS.ProcessEnv): Terminal {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', endQuietlyWhenClosed);
  const forced = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  return {
    out: stdout,
    notes: stderr,
    width: stdout.isTTY ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
    colour: !environment['NO_COLOR'] && (forced || Boolean(stdout.isTTY)),
  };
}

/** A reader such as `head` that has seen enough is not an error. */
function endQuietlyWhenClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

type Style = Parameters<typeof styleText>[0];

/** Colours text where the terminal shows colours. */
export function paint(terminal: Pick<Terminal, 'colour'>, style: Style, text: string): string {
  return terminal.colour ? styleText(style, text, { validateStream: false }) : text;
}
