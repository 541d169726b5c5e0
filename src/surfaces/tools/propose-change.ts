import { z } from 'zod';
import { operationById } from '../../catalogue/index.ts';
import { viewChange } from '../../gate/change/describe.ts';
import { propose } from '../../gate/change/propose.ts';
import { connectionField } from './lists.ts';
import { planAnswer } from './plan.ts';
import type { Json } from './table.ts';
import type { Tool } from './tool.ts';

interface Input {
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
  run: async ({ operation: id, input, reason, connection }: Input, { session, signal }) => {
    const operation = operationById(id);
    const execution = session.execution(operation, connection, signal);
    const steps = [{ id: operation.id, input }];
    const { change } = await propose({ steps, ...(reason !== undefined && { reason }) }, execution);
    return planAnswer(viewChange(session.gate, change.id), session);
  },
};
