import { z } from 'zod';
import { connectionField, type ListInput, listFields } from './fields.ts';
import type { Json } from './table.ts';
import { reading, type Tool } from './tool.ts';

export type ReadInput = ListInput & { readonly operation: string; readonly input?: Json };

export const read: Tool = {
  name: 'read',
  title: 'Read',
  description: 'Run any read operation by id; lists are read over all pages. Never changes anything.',
  annotations: reading,
  input: () =>
    z.object({
      operation: z.string(),
      input: z.record(z.string(), z.unknown()).optional(),
      ...listFields,
      ...connectionField,
    }),
  run: async (input: ReadInput, call) => {
    const { readAny } = await import('./read-any.ts');
    return readAny(input, call);
  },
};
