import { type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';

/**
 * Where and why a text is no JSON, without any of the text: `line 3, column 5 (comma expected)`. The engine's own
 * sentence quotes what stands there, which may be a secret. Undefined for JSON.
 */
export function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const errors: ParseError[] = [];
    parseTree(text, errors, { disallowComments: true });
    const [first] = errors;
    const before = text.slice(0, first?.offset ?? text.length).split('\n');
    const place = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
    return first ? `${place} (${words(printParseErrorCode(first.error))})` : place;
  }
}

/** `PropertyNameExpected` as people write it. */
function words(code: string): string {
  return code.replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}
