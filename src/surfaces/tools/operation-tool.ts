import type { AnyOperation } from '../../catalogue/define.ts';
import { proposeChange } from './propose-change.ts';
import { read } from './read.ts';
import type { Json } from './table.ts';
import { has, reading, type Tool } from './tool.ts';

/** One operation as a tool of its own: a read runs, a write is proposed. */
export function operationTool(operation: AnyOperation): Tool {
  const { id, summary, input, provider } = operation;
  const isRead = operation.risk === 'read';
  return {
    name: id.replaceAll('.', '_'),
    title: summary,
    description: isRead
      ? summary
      : `${summary}. Proposes it (${operation.risk}); a person approves before it is applied.`,
    annotations: isRead ? reading : proposeChange.annotations,
    ...(!isRead && { changes: true as const }),
    serves: has(provider),
    input,
    run: (given: Json, call) => (isRead ? read : proposeChange).run({ operation: id, input: given } as never, call),
  };
}
