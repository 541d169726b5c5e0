import { z } from 'zod';
import { defineTool } from './tool.ts';

export const applyChange = defineTool({
  name: 'apply_change',
  title: 'Apply an approved change',
  description: 'Apply a change that a person approved, by its id. Refused without approval.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  changes: true,
  input: () => z.object({ change: z.string() }),
  run: async ({ change }, call) => {
    const { applyAny } = await import('./apply-any.ts');
    return applyAny(change, call);
  },
});
