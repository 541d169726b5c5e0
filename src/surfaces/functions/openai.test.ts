import { describe, expect, it } from 'vitest';
import { echoKit } from '../../../test/support/kit.ts';
import { answerOpenaiChat, answerOpenaiResponse, openaiChatTools, openaiResponsesTools } from './openai.ts';

type Items = Parameters<typeof answerOpenaiResponse>[1];
type Message = Parameters<typeof answerOpenaiChat>[1];

const definition = { name: 'echo', description: 'Says it again.', parameters: echoKit().definitions[0]?.parameters };

describe('responses', () => {
  it('take each tool, its optional parameters left optional', () => {
    expect(openaiResponsesTools(echoKit())).toEqual([{ type: 'function', ...definition, strict: false }]);
  });

  it('get an output for each call, and none for what is no call', async () => {
    const call = { type: 'function_call', call_id: 'c1', name: 'echo', arguments: '{"word":"x"}' };
    const kit = echoKit();
    const output = [{ type: 'message' }, call, { ...call, call_id: 'c2', arguments: '' }] as unknown as Items;
    expect(await answerOpenaiResponse(kit, output)).toEqual([
      { type: 'function_call_output', call_id: 'c1', output: '{"word":"x"}' },
      { type: 'function_call_output', call_id: 'c2', output: '{}' },
    ]);
  });

  it('are told of arguments that are not JSON, and nothing is run', async () => {
    const kit = echoKit();
    const call = {
      type: 'function_call',
      call_id: 'c1',
      name: 'echo',
      arguments: '{"word":',
    } as unknown as Items[number];
    const [answer] = await answerOpenaiResponse(kit, [call]);
    expect([answer?.output, kit.asked]).toEqual([expect.stringContaining('not valid JSON'), []]);
  });
});

describe('chat', () => {
  it('takes each tool as a function', () => {
    expect(openaiChatTools(echoKit())).toEqual([{ type: 'function', function: definition }]);
  });

  it('gets a tool message for each call of a function', async () => {
    const call = (id: string) => ({ id, type: 'function', function: { name: 'echo', arguments: `{"word":"${id}"}` } });
    const message = { tool_calls: [call('a'), { id: 'c', type: 'custom' }, call('b')] } as unknown as Message;
    expect(await answerOpenaiChat(echoKit(), message)).toEqual([
      { role: 'tool', tool_call_id: 'a', content: '{"word":"a"}' },
      { role: 'tool', tool_call_id: 'b', content: '{"word":"b"}' },
    ]);
    expect(await answerOpenaiChat(echoKit(), {} as Message)).toEqual([]);
  });
});
