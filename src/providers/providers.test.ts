import { describe, expect, it } from 'vitest';
import { providers } from './index.ts';
import { kindOfKey } from './key-kinds.ts';

it('names no provider, variable or kind of key twice', () => {
  const names = [
    ...providers.map(({ id }) => id),
    ...providers.flatMap(({ variables }) => [variables.key, variables.baseUrl]),
    ...providers.flatMap(({ keys }) => keys.map(({ prefix }) => prefix)),
  ];
  expect(new Set(names).size).toBe(names.length);
});

describe.each(providers.map((provider) => [provider.id, provider] as const))('%s', (id, provider) => {
  it('has an id that can begin ids of operations and name a connection', () => {
    expect(id).toMatch(/^[a-z][a-z0-9]*$/);
  });

  it('is reached encrypted, and slowly enough that a refusal is waited out', () => {
    expect(new URL(provider.defaultBaseUrl).protocol).toBe('https:');
    const { burst, perMinute, penaltySeconds } = provider.allowance;
    expect(Math.min(burst, perMinute, penaltySeconds)).toBeGreaterThanOrEqual(1);
  });

  it('knows its own keys, each by the longest beginning that fits', () => {
    for (const { prefix, ...kind } of provider.keys)
      expect(kindOfKey(`${prefix}x`)).toMatchObject({ ...kind, provider: id });
  });

  it('is named by its own title in a request, and by no other’s', () => {
    expect(providers.filter(({ named }) => named.test(`who uses ${provider.title} most`))).toEqual([provider]);
  });
});
