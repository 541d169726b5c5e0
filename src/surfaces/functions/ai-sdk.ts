import type { z } from 'zod';
import type { Kit } from './kit.ts';

/** A tool as `generateText` of the Vercel AI SDK takes it. */
export interface AiSdkTool {
  readonly description: string;
  readonly inputSchema: z.ZodObject;
  execute(input: unknown, options: { readonly abortSignal?: AbortSignal | undefined }): Promise<string>;
}

/** The tools for `generateText` and `streamText` of the Vercel AI SDK. */
export function aiSdkTools(kit: Kit): Record<string, AiSdkTool> {
  return Object.fromEntries(
    kit.tools.map((tool) => [
      tool.name,
      {
        description: tool.description,
        inputSchema: tool.input(),
        execute: async (input, { abortSignal }) => (await kit.run(tool.name, input, abortSignal)).text,
      } satisfies AiSdkTool,
    ]),
  );
}
