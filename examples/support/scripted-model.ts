import type { Anthropic } from '@anthropic-ai/sdk';
import type { OpenAI } from 'openai';

interface Wanted {
  readonly name: string;
  readonly input: object;
}

/** Asks for one tool after the other, then ends, in the form of the Anthropic Messages API. */
export function scriptedMessages(script: readonly Wanted[]) {
  const left = [...script];
  return {
    async create(_request: { messages: Anthropic.MessageParam[]; tools: Anthropic.Tool[] }) {
      const next = left.shift();
      const content = next
        ? [{ type: 'tool_use', id: `toolu_${left.length}`, name: next.name, input: next.input }]
        : [{ type: 'text', text: 'Done.' }];
      return { content: content as Anthropic.ContentBlock[] };
    },
  };
}

/** The same in the form of the OpenAI Responses API. */
export function scriptedResponses(script: readonly Wanted[]) {
  const left = [...script];
  return {
    async create(_request: { input: unknown[]; tools: OpenAI.Responses.FunctionTool[] }) {
      const next = left.shift();
      const output = next
        ? [
            {
              type: 'function_call',
              call_id: `call_${left.length}`,
              name: next.name,
              arguments: JSON.stringify(next.input),
            },
          ]
        : [{ type: 'message', role: 'assistant', content: [] }];
      return { output: output as OpenAI.Responses.ResponseOutputItem[] };
    },
  };
}
