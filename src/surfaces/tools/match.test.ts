import { describe, expect, it } from 'vitest';
import { hasBeginnings, hasWords } from './match.ts';

describe('words in an item', () => {
  const item = { name: 'Ann Planning', owner: { email: 'ann@northwind.example' }, tags: ['prod-api'], count: 429 };

  it.each(['ann', 'ANN', 'planning', 'northwind', 'ann@northwind.example', 'prod', 'prod-api', 'ann  planning', '429'])(
    'are found: %s',
    (words) => expect(hasWords(item, words)).toBe(true),
  );

  it.each(['lann', 'plan', 'orth', '42', 'name', 'od-api', '.*'])('are no letters inside of others: %s', (words) =>
    expect(hasWords(item, words)).toBe(false),
  );

  it('may be looked for by how they begin', () => {
    expect(hasBeginnings(item, 'plan')).toBe(true);
    expect(hasBeginnings(item, 'lann')).toBe(false);
  });
});
