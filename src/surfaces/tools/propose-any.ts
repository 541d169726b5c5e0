import { operationById } from '../../catalogue/index.ts';
import { viewChange } from '../../gate/lifecycle/describe.ts';
import { propose } from '../../gate/lifecycle/propose.ts';
import type { Json } from './fields.ts';
import { planAnswer } from './plan.ts';
import type { Answer, Call } from './tool.ts';

/** Any write, as a change that waits for a person. */
export async function proposeAny(
  id: string,
  input: Json,
  { reason, connection }: { readonly reason?: string | undefined; readonly connection?: string | undefined },
  call: Call,
): Promise<Answer> {
  const operation = operationById(id);
  const { session } = call;
  const execution = await session.on(operation, connection, call);
  const steps = [{ id: operation.id, input }];
  const { change } = await propose({ steps, ...(reason !== undefined && { reason }) }, execution);
  return planAnswer(viewChange(session.gate, change.id), session);
}
