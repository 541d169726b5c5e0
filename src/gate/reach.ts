import type { AnyOperation } from '../catalogue/define.ts';
import type { OnProgress } from '../internal/progress.ts';
import type { AnyExecution } from './execution.ts';
import type { Gate } from './gate.ts';

/** How the steps of a change reach their organisations. A session is one. */
export interface Reach {
  readonly gate: Gate;
  /** Hears how far long work is. */
  readonly onProgress?: OnProgress | undefined;
  /** Ready to run the operation: on the named connection, else on the one that fits it. */
  on(operation: AnyOperation, connection?: string): Promise<AnyExecution>;
  /** Ready on the connection of that name, whatever is asked of it. */
  onNamed(name: string): AnyExecution;
}
