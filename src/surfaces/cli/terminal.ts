import type { Environment } from '../../internal/environment.ts';
import { exitCodes } from './exit-codes.ts';
import type { Canvas } from './paint.ts';
import { ProgressLine } from './progress.ts';

interface Output {
  write(text: string): void;
}

/** The streams of a command, and what they can show. Data goes to `out`, everything else to `notes`. */
export interface Terminal extends Canvas {
  readonly out: Output;
  readonly notes: Output;
  /** How far work is; out of the way as soon as anything is written. */
  readonly progress: ProgressLine;
}

export function processTerminal(environment: Environment): Terminal {
  const { stdout, stderr } = process;
  for (const stream of [stdout, stderr]) stream.on('error', endWhenClosed);
  const forced = environment['FORCE_COLOR'] !== undefined && environment['FORCE_COLOR'] !== '0';
  const progress = new ProgressLine(stderr);
  const clearing = (stream: NodeJS.WriteStream): Output => ({
    write(text) {
      progress.clear();
      stream.write(text);
    },
  });
  return {
    out: clearing(stdout),
    notes: clearing(stderr),
    progress,
    width: stdout.isTTY ? (stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
    colour: !environment['NO_COLOR'] && (forced || Boolean(stdout.isTTY)),
  };
}

/** A reader such as `head` that has seen enough is not an error; a full disk behind the output is. */
function endWhenClosed(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  try {
    process.stderr.write(`error: The output could not be written (${error.code ?? error.message}).\n`);
  } finally {
    process.exit(exitCodes.config);
  }
}
