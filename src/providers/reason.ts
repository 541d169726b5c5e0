/** Names under which providers, and the gateways before them, put the reason of a refusal. */
const names = [
  'message',
  'error',
  'detail',
  'details',
  'errors',
  'error_description',
  'reason',
  'title',
  'msg',
] as const;

/**
 * The sentence in the body of a refusal: a text, or nested in objects and lists under the names that are used for it. Of
 * a web page its title, since no API answers with one.
 */
export function reasonIn(body: unknown, depth = 0): string | undefined {
  if (typeof body === 'string') return sentenceIn(body);
  if (typeof body !== 'object' || body === null || depth > 4) return undefined;
  if (Array.isArray(body)) {
    const reasons = body.slice(0, 5).flatMap((each) => reasonIn(each, depth + 1) ?? []);
    return reasons.length > 0 ? reasons.join('; ') : undefined;
  }
  for (const name of names) {
    const reason = Object.hasOwn(body, name) ? reasonIn((body as Record<string, unknown>)[name], depth + 1) : undefined;
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function sentenceIn(text: string): string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (!/^<(?:!doctype|html|\?xml)/i.test(trimmed)) return trimmed;
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(trimmed)?.[1]?.trim();
  return title ? `a web page answered, not the API: «${title}»` : 'a web page answered, not the API';
}

/** The reason in a body that says only that something failed, whatever status came with it; undefined for an answer. */
export function failureIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !('error' in body)) return undefined;
  const { error } = body;
  const isFailure = (typeof error === 'string' && error !== '') || (typeof error === 'object' && error !== null);
  if (!isFailure || 'data' in body || 'id' in body) return undefined;
  return reasonIn(body) ?? 'it gave no reason';
}
