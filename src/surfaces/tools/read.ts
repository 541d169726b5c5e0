import { z } from 'zod';
import { connectionField, listFields } from './fields.ts';
import { defineTool, reading } from './tool.ts';

export const read = defineTool({
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
  run: async ({ operation, input = {}, ...rest }, call) => {
    const { readAny } = await import('./read-any.ts');
    return readAny(operation, input, rest, call);
  },
});
