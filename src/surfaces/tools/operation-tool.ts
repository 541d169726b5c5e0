import type { z } from 'zod';
import type { AnyOperation } from '../../catalogue/define.ts';
import { proposeChange } from './propose-change.ts';
import { defineTool, has, reading, type Tool } from './tool.ts';

/** One operation as a tool of its own: a read runs, a write is proposed. */
export function operationTool(operation: AnyOperation): Tool {
  const { id, summary, provider } = operation;
  const input: () => z.ZodObject = operation.input;
  const isRead = operation.risk === 'read';
  return defineTool({
    name: id.replaceAll('.', '_'),
    title: summary,
    description: isRead
      ? summary
      : `${summary}. Proposes it (${operation.risk}); a person approves before it is applied.`,
    annotations: isRead ? reading : proposeChange.annotations,
    ...(!isRead && { changes: true as const }),
    serves: provider === null ? () => true : has(provider),
    input,
    run: async (given, call) => {
      if (isRead) return (await import('./read-any.ts')).readAny(id, given, {}, call);
      return (await import('./propose-any.ts')).proposeAny([{ id, input: given }], undefined, call);
    },
  });
}
