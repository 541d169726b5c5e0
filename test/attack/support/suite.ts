import { stripVTControlCharacters } from 'node:util';
import { afterAll, expect } from 'vitest';
import { isStewardError } from '../../../src/errors.ts';
import type { Receipt } from '../../../src/gate/change/progress.ts';
import type { CliResult } from '../../support/cli.ts';

/** Who attacks, and the fewest attacks that each has to have tried. Together they are the 150 that are promised. */
export const fewest = { agent: 50, account: 70, repository: 26, provider: 32, machine: 14 } as const;
export type Attacker = keyof typeof fewest;

/** A refusal as whoever tried has it: what was said, and by which code where there is one. */
export interface Refusal {
  readonly said: string;
  readonly code?: string;
}

/** What an attack may look at afterwards: how many writes the provider has seen, and every text that was kept or shown. */
export interface Watched {
  writes(): number;
  /** Throws for a secret in any file that was written. */
  scan(): void;
}

/** The attempts of one attacker, counted, and what came of them. Prints one line at the end. */
export class Suite {
  readonly #attacker: Attacker;
  readonly #watched: () => Watched;
  #attempts = 0;
  #unapproved = 0;
  #secrets = 0;
  #misleading = 0;

  constructor(attacker: Attacker, watched: () => Watched) {
    this.#attacker = attacker;
    this.#watched = watched;
    afterAll(() => this.#conclude());
  }

  /**
   * Lets an attack run, and holds it against what it must not do: no write but those that were approved, no secret in
   * what was said or is kept.
   * @param approved how many writes of it a person did agree to.
   */
  async attempt(attack: () => Promise<readonly string[] | Refusal | undefined>, approved = 0): Promise<void> {
    const { writes, scan } = this.#watched();
    this.#attempts += 1;
    const before = writes();
    try {
      await attack();
    } finally {
      const sent = writes() - before;
      this.#unapproved += Math.max(0, sent - approved);
      expect(sent, 'writes that reached the provider').toBe(approved);
    }
    try {
      scan();
    } catch (error) {
      this.#secrets += 1;
      throw error;
    }
  }

  /** A plan as it was shown has to say this, and none of that. */
  plan(text: string, { says, not = [] }: { readonly says: readonly RegExp[]; readonly not?: readonly RegExp[] }): void {
    const misleads = says.some((each) => !each.test(text)) || not.some((each) => each.test(text));
    if (misleads) this.#misleading += 1;
    for (const each of says) expect(text).toMatch(each);
    for (const each of not) expect(text).not.toMatch(each);
  }

  #conclude(): void {
    process.stdout.write(
      `\nattacks by ${this.#attacker}: ${this.#attempts} attempts, unapproved writes ${this.#unapproved}, secrets seen ${this.#secrets}, misleading plans ${this.#misleading}\n`,
    );
    expect([this.#unapproved, this.#secrets, this.#misleading]).toEqual([0, 0, 0]);
    expect(this.#attempts).toBeGreaterThanOrEqual(fewest[this.#attacker]);
  }
}

/** What a call within this process was refused with; fails where it was not refused, or in another way than a refusal. */
export async function refusal(work: Promise<unknown>, why: RegExp): Promise<Refusal> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const found = 'error' in outcome ? fromError(outcome.error) : fromReceipt(outcome.value);
  expect(found.said).toMatch(why);
  expectOneSentence(found.said);
  return found;
}

function fromError(error: unknown): Refusal {
  if (!isStewardError(error)) throw error;
  return { said: error.message, code: error.code };
}

function fromReceipt(value: unknown): Refusal {
  const { outcome, steps } = value as Receipt;
  if (outcome === 'applied' || steps === undefined) throw new Error(`It was not refused: ${JSON.stringify(value)}`);
  return { said: steps.map(({ note = '' }) => note).join(' '), code: outcome };
}

/** A refusal of the command: exit code, a sentence for people, and nothing of our inside. */
export function refusedCommand({ code, stdout, stderr: written }: CliResult, why: RegExp): Refusal {
  const stderr = stripVTControlCharacters(written);
  expect(stderr).toMatch(why);
  expect(code).not.toBe(0);
  expect(code).not.toBe(1);
  const [first = ''] = stderr.split('\n').filter((line) => line.startsWith('error: '));
  expectOneSentence(first);
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at \S+|Steward failed|This is a defect/);
  return { said: stderr };
}

function expectOneSentence(said: string): void {
  expect(said).not.toMatch(/\n\s*at \S+ \(|\bundefined\b|\[object Object\]|Steward failed/);
  expect(said).toMatch(/^[^\n]{12,1500}$/);
}
