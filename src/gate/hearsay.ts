import type { AnyOperation } from '../catalogue/define.ts';

/** Shorter texts, and ids, are repeated by everybody. */
const shortest = 6;
const mostTexts = 50_000;
const idShape = /^(?:[a-z]{2,12}[-_])+[A-Za-z0-9]{6,}$/;

/**
 * Remembers the words that providers answered with while the process runs, so that a change whose input repeats them can
 * say so: what stands in somebody's display name was not written by the one who proposes.
 */
export class Hearsay {
  readonly #heard = new Map<string, string>();

  hear(value: unknown, operation: string): void {
    if (this.#heard.size >= mostTexts) this.#heard.clear();
    for (const text of textsIn(value)) if (isTelling(text)) this.#heard.set(text, operation);
  }

  /** Which fields of an input repeat a provider's words, as sentences. */
  in(_operation: AnyOperation, input: Readonly<Record<string, unknown>>): string[] {
    return Object.entries(input).flatMap(([name, value]) => {
      const source = textsIn(value)
        .map((text) => this.#sourceOf(text))
        .find((each) => each !== undefined);
      return source === undefined ? [] : [`${name} repeats text that ${source} answered with`];
    });
  }

  #sourceOf(text: string): string | undefined {
    return isTelling(text) ? this.#heard.get(text) : undefined;
  }
}

function isTelling(text: string): boolean {
  return text.length >= shortest && !idShape.test(text);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
