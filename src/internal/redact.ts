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
