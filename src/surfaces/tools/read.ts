import { z } from 'zod';
import { operationById } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { execute } from '../../gate/execute.ts';
import { connectionField, type ListInput, listAnswer, listFields } from './lists.ts';
import { type Json, recordAnswer, tableAnswer } from './table.ts';
import { reading, type Tool } from './tool.ts';

type Input = ListInput & { readonly operation: string; readonly input?: Json };

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
  run: async ({ operation: id, input = {}, ...rest }: Input, call) => {
    const operation = operationById(id);
    if (operation.risk !== 'read') {
      throw new InputError(
        'not_a_read',
        `${operation.id} changes something (${operation.risk}); read runs reads only.`,
        {
          hint: 'Use propose_change; a person then approves the exact change.',
        },
      );
    }
    if (operation.pages && !operation.report) return listAnswer(operation, input, rest, call);
    const answer = await execute(operation, input, call.session.execution(operation, rest.connection, call.signal));
    if (!isPage(answer)) return recordAnswer(operation.summary, operation.id, answer, rest.fields);
    return tableAnswer({
      title: operation.summary,
      source: operation.id,
      records: answer.data,
      fields: rest.fields,
      limit: rest.limit,
    });
  },
};

function isPage(answer: unknown): answer is { readonly data: readonly Json[] } {
  return typeof answer === 'object' && answer !== null && 'data' in answer && Array.isArray(answer.data);
}
