import { expect, it } from 'vitest';
import { echoKit } from '../../../test/support/kit.ts';
import { answerAnthropic, anthropicTools } from './anthropic.ts';

const use = (id: string, name: string) => ({ type: 'tool_use', id, name, input: { word: id } });
const message = (...content: object[]) => ({ content }) as unknown as Parameters<typeof answerAnthropic>[1];

it('gives each tool as messages.create takes it', () => {
  const { definitions } = echoKit();
  expect(anthropicTools(echoKit())).toEqual([
    { name: 'echo', description: 'Says it again.', input_schema: definitions[0]?.parameters },
  ]);
});

it('answers every tool that was asked for in one message, failures marked', async () => {
  const kit = echoKit();
  const { signal } = new AbortController();
  const answer = await answerAnthropic(
    kit,
    message({ type: 'text', text: '…' }, use('a', 'echo'), use('b', 'no')),
    signal,
  );
  expect(answer).toEqual({
    role: 'user',
    content: [
      { type: 'tool_result', tool_use_id: 'a', content: '{"word":"a"}', is_error: false },
      { type: 'tool_result', tool_use_id: 'b', content: '{"word":"b"}', is_error: true },
    ],
  });
  expect(kit.asked.map((each) => each.signal)).toEqual([signal, signal]);
});

it('has nothing to say where no tool was asked for', async () => {
  expect(await answerAnthropic(echoKit(), message({ type: 'text', text: 'done' }))).toBeUndefined();
});
