import { z } from 'zod';
import { connectionField } from './fields.ts';
import type { Json } from './table.ts';
import type { Tool } from './tool.ts';

export interface ProposeInput {
  readonly operation: string;
  readonly input: Json;
  readonly reason?: string;
  readonly connection?: string;
}

export const proposeChange: Tool = {
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
  run: async (input: ProposeInput, call) => {
    const { proposeAny } = await import('./propose-any.ts');
    return proposeAny(input, call);
  },
};
