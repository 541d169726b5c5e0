/** The secrets that this process has held. Whatever they look like, they never leave it in a text. */
const remembered = new Set<string>();

/** Has a secret removed from everything that is shown from now on. */
export function rememberSecret(secret: string): void {
  if (secret.length >= 8) remembered.add(secret);
}

/** Replaces every secret that the process knows, and whatever has the shape of a provider's secret. */
export function redactSecrets(text: string): string {
  let clean = text;
  for (const secret of remembered) clean = clean.replaceAll(secret, '[redacted]');
  return redactShapes(clean);
}

/**
 * The same value with every known secret in its texts replaced, and whatever is a provider's secret in full; shortened
 * forms that providers show, such as `sk-proj…ab12`, stay.
 */
export function redactKnown(value: unknown): unknown {
  return mapTexts(value, (text) => {
    let clean = text;
    for (const secret of remembered) if (clean.includes(secret)) clean = clean.replaceAll(secret, '[redacted]');
    return clean.length < shortestWholeSecret ? clean : clean.replace(wholeSecret, '[redacted]');
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

const shortestWholeSecret = 24;
const wholeSecret = /\b(?:sk-[A-Za-z0-9_-]{24,}|whsec_[A-Za-z0-9+/=_-]{16,})/g;

/** Replaces whatever has the shape of a provider's secret, so that it cannot leave in an error or a log. */
export function redactShapes(text: string): string {
  return text.replace(secretShape, (secret) => `${prefixOf(secret)}…[redacted]`);
}

/** True when the text holds something shaped like a provider's secret. */
export function holdsSecret(text: string): boolean {
  return text.search(secretShape) >= 0;
}

const secretShape = /\b(?:sk-[A-Za-z0-9_-]{12,}|whsec_[A-Za-z0-9+/=_-]{8,})/g;

function prefixOf(secret: string): string {
  return /^(?:sk-ant-[a-z]+\d*-|sk-[a-z]+-|sk-|whsec_)/.exec(secret)?.[0] ?? '';
}
