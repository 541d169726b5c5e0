import type { AnyOperation } from '../catalogue/define.ts';

/** Shorter texts are repeated by everybody. */
const shortest = 6;
const mostTexts = 50_000;

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

  /**
   * Which fields of an input repeat a provider's words, as sentences. What the change's own read answered is before the
   * eyes of whoever decides.
   */
  in(operation: AnyOperation, input: Readonly<Record<string, unknown>>): string[] {
    const own = operation.risk === 'read' ? undefined : operation.before?.(input)?.id;
    return Object.entries(input).flatMap(([name, value]) => {
      const source = textsIn(value)
        .map((text) => this.#sourceOf(text))
        .find((each) => each !== undefined && each !== own);
      return source === undefined ? [] : [`${name} repeats text that ${source} answered with`];
    });
  }

  #sourceOf(text: string): string | undefined {
    return isTelling(text) ? this.#heard.get(text) : undefined;
  }
}

/** Free text, in words: ids, addresses, names of models and members of enumerations are one word. */
function isTelling(text: string): boolean {
  return text.length >= shortest && /\S\s+\S/.test(text);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
