import { z } from 'zod';
import { connectionField } from './fields.ts';
import { defineTool } from './tool.ts';

export const proposeChange = defineTool({
  name: 'propose_change',
  title: 'Propose a change',
  description:
    'Prepare any write by operation id. Changes nothing: gives the plan and a change id that a person must approve.',
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  changes: true,
  input: () =>
    z.object({
      operation: z.string(),
      input: z.record(z.string(), z.unknown()),
      reason: z.string().max(500).describe('Why, for the approver').optional(),
      ...connectionField,
    }),
  run: async ({ operation, input, reason, connection }, call) => {
    const { proposeAny } = await import('./propose-any.ts');
    const step = { id: operation, input, ...(connection !== undefined && { connection }) };
    return proposeAny([step], reason, call);
  },
});
