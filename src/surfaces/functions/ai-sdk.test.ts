import { expect, it } from 'vitest';
import { echoKit } from '../../../test/support/kit.ts';
import { aiSdkTools } from './ai-sdk.ts';

it('gives each tool by its name, with the schema itself and a way to run it', async () => {
  const kit = echoKit();
  const { echo } = aiSdkTools(kit);
  expect(echo?.description).toBe('Says it again.');
  expect(echo?.inputSchema.safeParse({ word: 1 }).success).toBe(false);
  const { signal } = new AbortController();
  expect(await echo?.execute({ word: 'x' }, { abortSignal: signal })).toBe('{"word":"x"}');
  expect(kit.asked).toEqual([{ name: 'echo', input: { word: 'x' }, signal }]);
});
