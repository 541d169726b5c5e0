import { setTimeout } from 'node:timers/promises';
import type { CallToolResult, InputRequiredResult, ServerContext, Tool } from '@modelcontextprotocol/server';
import { audio, embedded, image, text } from './content.ts';

export interface FixtureCall {
  readonly context: ServerContext;
  readonly values: Readonly<Record<string, unknown>>;
}

type FixtureResult = CallToolResult | InputRequiredResult;

export interface FixtureTool {
  readonly description: string;
  readonly inputSchema?: Tool['inputSchema'];
  call(call: FixtureCall): FixtureResult | Promise<FixtureResult>;
}

/** Tools that answer by themselves. */
export const tools: Readonly<Record<string, FixtureTool>> = {
  test_simple_text: {
    description: 'Answers with text',
    call: () => ({ content: [text('This is a simple text response for testing.')] }),
  },
  test_image_content: { description: 'Answers with a picture', call: () => ({ content: [image] }) },
  test_audio_content: { description: 'Answers with a sound', call: () => ({ content: [audio] }) },
  test_embedded_resource: {
    description: 'Answers with a resource',
    call: () => ({
      content: [embedded('test://embedded-resource', 'text/plain', 'This is an embedded resource content.')],
    }),
  },
  test_multiple_content_types: {
    description: 'Answers with text, a picture and a resource',
    call: () => ({
      content: [
        text('Multiple content types test:'),
        image,
        embedded('test://mixed-content-resource', 'application/json', '{"test":"data","value":123}'),
      ],
    }),
  },
  test_error_handling: {
    description: 'Always fails',
    call: () => ({ isError: true, content: [text('This tool intentionally returns an error for testing')] }),
  },
  test_tool_with_logging: {
    description: 'Logs while it works',
    call: async ({ context }) => {
      await log(context, 'Tool execution started', 'Tool processing data', 'Tool execution completed');
      return { content: [text('Logged three times.')] };
    },
  },
  test_logging_tool: {
    description: 'Logs to whoever set a level',
    call: async ({ context }) => {
      await log(context, 'Nobody sees this without a level');
      return { content: [text('Logged once.')] };
    },
  },
  test_tool_with_progress: {
    description: 'Reports its progress',
    call: async ({ context }) => {
      await progress(context, 0, 50, 100);
      return { content: [text('Progressed to the end.')] };
    },
  },
};

async function log({ mcpReq }: ServerContext, ...messages: readonly string[]): Promise<void> {
  for (const message of messages) {
    await mcpReq.log('info', message);
    await setTimeout(50);
  }
}

async function progress({ mcpReq }: ServerContext, ...steps: readonly number[]): Promise<void> {
  const progressToken = mcpReq._meta?.progressToken;
  for (const step of steps) {
    const params = { progressToken, progress: step, total: 100 };
    if (progressToken !== undefined) await mcpReq.notify({ method: 'notifications/progress', params });
    await setTimeout(50);
  }
}
