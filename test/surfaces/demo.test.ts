import { describe, expect, it } from 'vitest';
import { emptyFolder, runCli } from '../support/cli.ts';
import { commandsShown, dates, seeds, type Tour, tourInProcess } from '../support/demo.ts';
import { runOnTerminal } from '../support/pty.ts';

/**
 * 20 seeds and 20 moments. A tour takes about a second, so `npm test` runs 20 of the 400 pairs as processes and 40 more
 * within this one: each seed at three moments, each moment with three seeds. `npm run check:demo` runs all 400.
 */
const whole = process.env['STEWARD_DEMO'] === 'all';
const asProcess = pairs(0);
const within = whole ? seeds.flatMap((seed) => dates.map((now) => ({ seed, now }))) : [...pairs(7), ...pairs(13)];

/** Each seed once and each moment once. 7 and 20 have no divisor in common, so neighbours are not paired in order. */
function pairs(shift: number): { readonly seed: number; readonly now: string }[] {
  return seeds.map((seed, index) => ({ seed, now: dates[(index * 7 + shift) % dates.length] as string }));
}

const environmentOf = ({ seed, now }: { readonly seed: number; readonly now: string }) => ({
  STEWARD_SANDBOX_SEED: String(seed),
  STEWARD_SANDBOX_NOW: now,
});

describe.concurrent('the demo, as a process', () => {
  it.each(asProcess)('shows every answer with seed $seed at $now', async (pair) => {
    const { code, stdout, stderr } = await runCli(['demo'], { environment: environmentOf(pair) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.anything() });
    expectTour({ out: stdout, notes: stderr });
  });
});

describe('the demo, in this process', () => {
  it.each(within)('shows every answer with seed $seed at $now', async ({ seed, now }) => {
    expectTour(await tourInProcess(seed, now));
  });
});

/** Eight commands, and after each an answer that says something. */
function expectTour(tour: Tour): void {
  const { out, notes } = tour;
  expect(out).not.toMatch(/NaN|undefined|Infinity|\$-|Nothing in this period/);
  expect(notes).not.toMatch(/error|warning|Nothing found|keeps? (?:its|their) id|No key|Every key|Nobody/i);
  const answers = out.split(/^\$ npx steward .+$/m).slice(1);
  expect(answers).toHaveLength(8);
  const [anthropic, openai, anthropicKeys, openaiKeys, runaway, unused, people, limits] = answers;
  for (const report of [anthropic, openai, anthropicKeys, openaiKeys]) expect(report).toMatch(/^total +\$\d/m);
  for (const both of [runaway, unused, people]) {
    for (const connection of [/ anthropic /, / openai /]) expect(both).toMatch(connection);
  }
  expect(limits).toMatch(/gpt-/);
}

describe('each stop of the demo', () => {
  it.each([asProcess[0], asProcess[12]].filter((pair) => pair !== undefined))(
    'prints the command that prints its answer, with seed $seed at $now',
    async (pair) => {
      const environment = environmentOf(pair);
      const demo = await runCli(['demo'], { environment });
      const commands = commandsShown({ out: demo.stdout, notes: demo.stderr });
      expect(commands.length).toBeGreaterThan(6);
      let notes = '';
      for (const command of commands) {
        const { code, stdout, stderr } = await runCli(command.split(' '), { environment });
        expect(code).toBe(0);
        expect(demo.stdout).toContain(`$ npx steward ${command}\n\n${stdout}\n`);
        notes += stderr;
      }
      expect(demo.stderr).toBe(notes);
    },
  );
});

describe('the demo on a narrow terminal', () => {
  it.each([60, 80])('keeps its tables within %i columns', async (columns) => {
    const folder = emptyFolder();
    const environment = environmentOf({ seed: 1, now: '2026-11-01T12:00:00Z' });
    const { code, shown } = await runOnTerminal(['demo'], [], { environment, folder, columns });
    expect(code).toBe(0);
    const lines = shown.split(/\r?\n/).map(lastWritten);
    const tables = lines.filter((line) => / {2}/.test(line) && !/^ {2}(?:export|npx)/.test(line));
    expect(tables.length).toBeGreaterThan(50);
    expect(tables.filter((line) => line.trimEnd().length > columns)).toEqual([]);
  });
});

/** What a terminal shows of a line: progress is written over by what follows its carriage return. */
const lastWritten = (line: string): string => line.split('\r').at(-1) ?? line;
