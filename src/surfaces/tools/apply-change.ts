import { z } from 'zod';
import type { Tool } from './tool.ts';

interface Input {
  readonly change: string;
}

export const applyChange: Tool = {
  name: 'apply_change',
  title: 'Apply an approved change',
  description: 'Apply a change that a person approved, by its id. Refused without approval.',
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  changes: true,
  input: () => z.object({ change: z.string() }),
  run: async ({ change }: Input, call) => {
    const { applyAny } = await import('./apply-any.ts');
    return applyAny(change, call);
  },
};
