import { laterContext } from '../../src/surfaces/cli/later.ts';
import { buildProgram } from '../../src/surfaces/cli/program.ts';
import { ProgressLine } from '../../src/surfaces/cli/progress.ts';
import { emptyFolder } from './cli.ts';

export interface Tour {
  readonly out: string;
  readonly notes: string;
}

/** The tour within this process, through the program that the command itself goes through. */
export async function tourInProcess(seed: number, now: string): Promise<Tour> {
  const shown = { out: '', notes: '' };
  const silent = { isTTY: false, write: () => {} };
  const into = (stream: keyof Tour) => ({
    write(text: string) {
      shown[stream] += text;
    },
  });
  const terminal = {
    out: into('out'),
    notes: into('notes'),
    progress: new ProgressLine(silent),
    width: Number.POSITIVE_INFINITY,
    colour: false,
  };
  const environment = { HOME: home, STEWARD_SANDBOX_SEED: String(seed), STEWARD_SANDBOX_NOW: now };
  const later = laterContext(terminal, environment, {
    agents: () => Promise.reject(new Error('a tour has no agents')),
  });
  try {
    const program = await buildProgram(['demo'], later);
    await program.parseAsync(['demo'], { from: 'user' });
  } finally {
    await later.opened()?.close();
  }
  return shown;
}

const home = emptyFolder();

/** The command lines that a tour shows, without the words that start the program. */
export function commandsShown({ out }: Tour): string[] {
  return [...out.matchAll(/^\$ npx steward (.+)$/gm)].map(([, command = '']) => command);
}

export const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

/** Ends of months, the leap day, the seconds around midnight and the new year, changes of the clock, and ordinary days. */
export const dates = [
  '2026-11-01T12:00:00Z',
  '2026-11-24T09:30:15Z',
  '2026-11-30T23:59:59Z',
  '2026-12-01T00:00:00Z',
  '2026-12-01T00:00:01Z',
  '2026-12-24T18:00:00Z',
  '2026-12-31T23:59:59Z',
  '2027-01-01T00:00:00Z',
  '2027-01-01T00:00:01Z',
  '2027-01-31T23:59:59Z',
  '2027-02-28T12:00:00Z',
  '2027-03-01T00:00:00Z',
  '2027-03-28T01:30:00Z',
  '2027-05-31T16:45:00Z',
  '2027-07-14T11:11:11Z',
  '2027-10-31T02:30:00Z',
  '2028-02-28T23:59:59Z',
  '2028-02-29T00:00:00Z',
  '2028-02-29T23:59:59Z',
  '2028-03-01T00:00:00Z',
];
