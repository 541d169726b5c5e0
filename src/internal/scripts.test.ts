import { expect, it } from 'vitest';
import { mixedScripts } from './scripts.ts';

it('names the scripts that one word mixes', () => {
  expect(mixedScripts('p\u0430ypal')).toEqual(['Latin', 'Cyrillic']);
  expect(mixedScripts('billing-\u03BFwner')).toEqual(['Latin', 'Greek']);
});

it('lets words of different scripts stand beside each other', () => {
  for (const text of ['', 'prod', 'Отдел prod', 'Zoë Müller', '東京 tokyo', 'naïve café 2']) {
    expect(mixedScripts(text)).toBeUndefined();
  }
});
