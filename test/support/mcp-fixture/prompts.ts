import {
  type ContentBlock,
  type GetPromptResult,
  type InputRequiredResult,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { embedded, image, text } from './content.ts';
import { ask, field, form } from './questions.ts';

export const prompts = [
  { name: 'test_simple_prompt', description: 'Nothing to fill in' },
  {
    name: 'test_prompt_with_arguments',
    description: 'Two arguments to fill in',
    arguments: [
      { name: 'arg1', description: 'First test argument', required: true },
      { name: 'arg2', description: 'Second test argument', required: true },
    ],
  },
  {
    name: 'test_prompt_with_embedded_resource',
    description: 'Carries a resource',
    arguments: [{ name: 'resourceUri', description: 'URI of the resource to embed', required: true }],
  },
  { name: 'test_prompt_with_image', description: 'Carries a picture' },
  { name: 'test_input_required_result_prompt', description: 'Asks for its context' },
];

export function getPrompt(
  name: string,
  values: Readonly<Record<string, string>>,
  { mcpReq }: ServerContext,
): GetPromptResult | InputRequiredResult {
  switch (name) {
    case 'test_simple_prompt':
      return fromUser(text('This is a simple prompt for testing.'));
    case 'test_prompt_with_arguments':
      return fromUser(text(`Prompt with arguments: arg1='${values['arg1']}', arg2='${values['arg2']}'`));
    case 'test_prompt_with_embedded_resource':
      return fromUser(
        embedded(values['resourceUri'] ?? '', 'text/plain', 'Embedded resource content for testing.'),
        text('Please process the embedded resource above.'),
      );
    case 'test_prompt_with_image':
      return fromUser(image, text('Please analyze the image above.'));
    case 'test_input_required_result_prompt': {
      const context = field(mcpReq.inputResponses, 'user_context', 'context');
      if (context !== undefined) return fromUser(text(`Use this context: ${context}`));
      const question = form('What context should the prompt use?', { context: { type: 'string' } });
      return ask({ user_context: question });
    }
    default:
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `No prompt is called ${name}`);
  }
}

function fromUser(...contents: readonly ContentBlock[]): GetPromptResult {
  return { messages: contents.map((content) => ({ role: 'user', content })) };
}
