import type { OpenAI } from 'openai';
import type { Kit } from './kit.ts';

type ResponseItem = OpenAI.Responses.ResponseOutputItem;
type ChatMessage = OpenAI.Chat.ChatCompletionMessage;

/** The tools for `responses.create` of the OpenAI SDK. */
export function openaiResponsesTools(kit: Kit): OpenAI.Responses.FunctionTool[] {
  return kit.definitions.map(({ name, description, parameters }) => ({
    type: 'function',
    name,
    description,
    parameters: { ...parameters },
    strict: false,
  }));
}

/** Runs every function that a response calls, and gives the input items that answer it. */
export async function answerOpenaiResponse(
  kit: Kit,
  output: readonly ResponseItem[],
  signal?: AbortSignal,
): Promise<OpenAI.Responses.ResponseInputItem.FunctionCallOutput[]> {
  const calls = output.filter((item) => item.type === 'function_call');
  return Promise.all(
    calls.map(async ({ call_id, name, arguments: written }) => {
      const { text } = await run(kit, name, written, signal);
      return { type: 'function_call_output', call_id, output: text };
    }),
  );
}

/** The tools for `chat.completions.create` of the OpenAI SDK. */
export function openaiChatTools(kit: Kit): OpenAI.Chat.ChatCompletionFunctionTool[] {
  return kit.definitions.map(({ name, description, parameters }) => ({
    type: 'function',
    function: { name, description, parameters: { ...parameters } },
  }));
}

/** Runs every tool that a chat message calls, and gives the tool messages that answer it. */
export async function answerOpenaiChat(
  kit: Kit,
  { tool_calls = [] }: Pick<ChatMessage, 'tool_calls'>,
  signal?: AbortSignal,
): Promise<OpenAI.Chat.ChatCompletionToolMessageParam[]> {
  const calls = tool_calls.filter((call) => call.type === 'function');
  return Promise.all(
    calls.map(async ({ id, function: { name, arguments: written } }) => {
      const { text } = await run(kit, name, written, signal);
      return { role: 'tool', tool_call_id: id, content: text };
    }),
  );
}

/** Arguments come as text, and models sometimes write text that is not JSON. */
async function run(kit: Kit, name: string, written: string, signal: AbortSignal | undefined) {
  let input: unknown;
  try {
    input = JSON.parse(written || '{}');
  } catch {
    return {
      text: 'error (arguments_not_json): The arguments are not valid JSON. Write them again as one JSON object.',
    };
  }
  return kit.run(name, input, signal);
}
