import { z } from 'zod';
import type { Kit } from '../../src/surfaces/functions/kit.ts';
import { defineTool, reading } from '../../src/surfaces/tools/tool.ts';

/** A kit of one tool that says what it was given, and what it was called with. */
export function echoKit(): Kit & {
  readonly asked: { name: string; input: unknown; signal?: AbortSignal | undefined }[];
} {
  const echo = defineTool({
    name: 'echo',
    title: 'Echo',
    description: 'Says it again.',
    annotations: reading,
    input: () => z.object({ word: z.string() }),
    run: async ({ word }) => ({ text: word, data: { word } }),
  });
  const asked: { name: string; input: unknown; signal?: AbortSignal | undefined }[] = [];
  const parameters = { type: 'object', properties: { word: { type: 'string' } }, required: ['word'] };
  return {
    asked,
    tools: [echo],
    definitions: [{ name: 'echo', description: 'Says it again.', parameters }],
    async run(name, input, signal) {
      asked.push({ name, input, signal });
      return { text: JSON.stringify(input), data: {}, isError: name !== 'echo' };
    },
    close: async () => {},
  };
}
