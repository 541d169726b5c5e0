import { expect, it } from 'vitest';
import { normalisedWords } from './words.ts';

it('writes words of the catalogue and flags with hyphens, however they were typed', () => {
  expect(normalisedWords(['anthropic', 'api_keys', 'list', '--created_by=user_1', '--status', 'active'])).toEqual([
    'anthropic',
    'api-keys',
    'list',
    '--created-by=user_1',
    '--status',
    'active',
  ]);
});

it('leaves values as they are, also behind an equals sign', () => {
  const words = ['openai', 'projects', 'get', 'proj_a_b', '--name=a_b=c_d', '-h', 'some_word'];
  expect(normalisedWords(words)).toEqual(words);
});
