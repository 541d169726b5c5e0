/** The secrets that this process has held. Whatever they look like, they never leave it in a text. */
const remembered = new Set<string>();

/** Has a secret removed from everything that is shown from now on. */
export function rememberSecret(secret: string): void {
  if (secret.length >= 8) remembered.add(secret);
}

/** How one sort of secret looks. */
export interface SecretShape {
  readonly begins: string;
  /** What of a found secret may be shown. */
  readonly shown: RegExp;
  /** The characters that follow, as a pattern writes them between brackets. */
  readonly characters: string;
  /** How many of them make it look like a secret. */
  readonly suspicious: number;
  /** How many make it a secret in full; providers show shortened forms such as `sk-proj…ab12`, which are no secret. */
  readonly whole: number;
}

interface Patterns {
  readonly suspicious: RegExp;
  readonly whole: RegExp;
  /** Texts shorter than this hold no whole secret. */
  readonly shortest: number;
  shown(secret: string): string;
}

/**
 * Until it is said what secrets look like, whatever might be one is taken for one: words with a prefix, and long words.
 */
let patterns: Patterns = {
  suspicious: /\b(?:[A-Za-z]{2,12}[-_][A-Za-z0-9+/=_-]{8,}|[A-Za-z0-9+/=_-]{32,})/g,
  whole: /\b(?:[A-Za-z]{2,12}[-_][A-Za-z0-9+/=_-]{16,}|[A-Za-z0-9+/=_-]{32,})/g,
  shortest: 0,
  shown: () => '',
};

const shapes: SecretShape[] = [];

/** Says what secrets look like, besides those that were told of before. */
export function rememberShapes(told: readonly SecretShape[]): void {
  shapes.push(...told);
  // The longer beginning knows better what may be shown.
  const known = [...shapes].sort((a, b) => b.begins.length - a.begins.length);
  const pattern = (length: 'suspicious' | 'whole') =>
    new RegExp(
      `\\b(?:${known.map((each) => `${literally(each.begins)}[${each.characters}]{${each[length]},}`).join('|')})`,
      'g',
    );
  patterns = {
    suspicious: pattern('suspicious'),
    whole: pattern('whole'),
    shortest: Math.min(...known.map(({ begins, whole }) => begins.length + whole)),
    shown: (secret) => known.map(({ shown }) => shown.exec(secret)?.[0] ?? '').find((text) => text !== '') ?? '',
  };
}

function literally(text: string): string {
  return text.replaceAll(/\W/g, '\\$&');
}

/** Replaces every secret that the process knows, and whatever has the shape of a provider's secret. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const secret of remembered) clean = clean.replaceAll(secret, '[redacted]');
  return redactShapes(clean);
}

/**
 * The same value with every known secret in its texts replaced, and whatever is a provider's secret in full; shortened
 * forms that providers show stay.
 */
export function redactKnown(value: unknown): unknown {
  return mapTexts(value, (text) => {
    let clean = text;
    for (const secret of remembered) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    return clean.length < patterns.shortest ? clean : clean.replace(patterns.whole, '[redacted]');
  });
}

/** Every text of a value changed; values in which nothing changes are kept as they are. */
function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const changed = entries.map(([name, each]) => [name, mapTexts(each, change)] as const);
  if (changed.every(([, each], index) => each === entries[index]?.[1])) return value;
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

/** Replaces whatever has the shape of a provider's secret, so that it cannot leave in an error or a log. */
export function redactShapes(text: string): string {
  return text.replace(patterns.suspicious, (secret) => `${patterns.shown(secret)}…[redacted]`);
}

/** True when the text holds something shaped like a provider's secret. */
export function holdsSecret(text: string): boolean {
  return text.search(patterns.suspicious) >= 0;
}
