import { z } from 'zod';
import { defineTool } from './tool.ts';

const usual = 5;

export const findOperations = defineTool({
  name: 'find_operations',
  title: 'Find operations',
  description: 'Search all admin operations by everyday words; gives ids and input for read and propose_change.',
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  input: () => z.object({ query: z.string().min(1).max(500), limit: z.int().min(1).max(20).optional() }),
  run: async ({ query, limit = usual }, { session }) => {
    const { findingsAnswer } = await import('./findings.ts');
    return findingsAnswer(query, limit, session);
  },
});
