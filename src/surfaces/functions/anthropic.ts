import type { Anthropic } from '@anthropic-ai/sdk';
import type { Kit } from './kit.ts';

/** The tools for `messages.create` of the Anthropic SDK. */
export function anthropicTools(kit: Kit): Anthropic.Tool[] {
  return kit.definitions.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: parameters as Anthropic.Tool.InputSchema,
  }));
}

/** Runs every tool that a message asks for, and gives the user message that answers it; undefined when none was asked for. */
export async function answerAnthropic(
  kit: Kit,
  { content }: Pick<Anthropic.Message, 'content'>,
  signal?: AbortSignal,
): Promise<Anthropic.MessageParam | undefined> {
  const uses = content.filter((block) => block.type === 'tool_use');
  if (uses.length === 0) return undefined;
  const results = await Promise.all(
    uses.map(async ({ id, name, input }): Promise<Anthropic.ToolResultBlockParam> => {
      const { text, isError } = await kit.run(name, input, signal);
      return { type: 'tool_result', tool_use_id: id, content: text, is_error: isError };
    }),
  );
  return { role: 'user', content: results };
}
