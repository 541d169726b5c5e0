export type Input = Readonly<Record<string, unknown>>;

/** A page of a list, or of a report, as plain data. */
export interface Page {
  readonly data: readonly unknown[];
  readonly [field: string]: unknown;
}

/** A way in which a provider's lists continue. */
export interface PageFamily {
  /** The page in an answer. Absent where the body is one; its cursor may as well stand in the answer's headers. */
  readonly read?: (body: unknown, headers: Headers) => unknown;
  /** What to add to the input for the following page; undefined at the end; null when the page hides its cursor. */
  readonly next: (page: Page, input: Input) => Input | undefined | null;
}

/** The cursor as a parameter of the following call; null when the page said that more follows and not from where. */
export function withCursor(parameter: string, cursor: unknown): Input | null {
  return typeof cursor === 'string' && cursor !== '' ? { [parameter]: cursor } : null;
}

/** By an opaque token in the body, which several providers use. */
export const byToken: PageFamily = {
  next(page) {
    if (page['next_page'] == null && page['has_more'] !== true) return undefined;
    return page['has_more'] === false ? undefined : withCursor('page', page['next_page']);
  },
};
