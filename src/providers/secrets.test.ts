import { beforeEach, describe, expect, it, vi } from 'vitest';
import { providers } from './index.ts';

/** A key of each kind that some provider gives, made up. */
const keys = providers.flatMap((provider) =>
  provider.keys.map(({ prefix, name }) => [name, `${prefix}${'aB3dE6'.repeat(6)}`, provider] as const),
);

const entries = [
  ['the library', () => import('../index.ts')],
  ['the command line', () => import('../surfaces/cli/program.ts')],
  ['the functions', () => import('../surfaces/functions/index.ts')],
] as const;

beforeEach(() => {
  vi.resetModules();
});

describe.each(keys)('%s', (_name, key, { secrets }) => {
  const text = `It was ${key}, they said.`;

  it('is hidden once the providers are known', async () => {
    await import('./index.ts');
    const { holdsSecret, redactKnown, redactShapes } = await import('../internal/redact.ts');
    const shown = secrets.map((shape) => shape.shown.exec(key)?.[0]).find((found) => found !== undefined);
    expect(redactShapes(text)).toBe(`It was ${shown}…[redacted], they said.`);
    expect(redactKnown({ said: [text] })).toEqual({ said: ['It was [redacted], they said.'] });
    expect(holdsSecret(text)).toBe(true);
  });

  it('is hidden before anybody has said what secrets look like', async () => {
    const { holdsSecret, redactKnown, redactShapes } = await import('../internal/redact.ts');
    expect(redactShapes(text)).toBe('It was …[redacted], they said.');
    expect(redactKnown(text)).toBe('It was [redacted], they said.');
    expect(holdsSecret(text)).toBe(true);
  });

  it('has a shape that its own provider names', () => {
    const fitting = secrets.filter(({ begins }) => key.startsWith(begins));
    expect(fitting.length).toBeGreaterThan(0);
    for (const { begins, characters, whole } of fitting)
      expect(key.slice(begins.length)).toMatch(new RegExp(`^[${characters}]{${whole},}$`));
  });
});

it.each(entries)('%s knows the shapes of every provider as soon as it is loaded', async (_name, load) => {
  await load();
  const { redactShapes } = await import('../internal/redact.ts');
  for (const [, key] of keys) expect(redactShapes(key)).toMatch(/^sk-[a-z0-9-]*…\[redacted\]$/);
});

it('leaves the shortened forms that providers show, and ordinary words', async () => {
  await import('./index.ts');
  const { redactKnown } = await import('../internal/redact.ts');
  const row = { hint: 'sk-proj-…ab12', name: 'nightly-batch-of-the-warehouse', id: 'proj_aB3dE6aB3dE6aB3dE6' };
  expect(redactKnown(row)).toBe(row);
});
