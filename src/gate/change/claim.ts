import type { AnyOperation } from '../../catalogue/define.ts';
import { type Connection, describeSource } from '../../connections/connection.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import type { Change, Destination } from './change.ts';

const made = new WeakSet<Claim>();

/**
 * The right to send one approved step, once. `execute` asks for it before any write; only `apply` makes one, after it
 * has verified the approvals and taken the change out of everybody else's reach.
 */
export class Claim {
  readonly #change: Change;
  readonly #step: number;
  #used = false;

  private constructor(change: Change, step: number) {
    this.#change = change;
    this.#step = step;
  }

  /** For `apply.ts` alone; a test holds it to that. */
  static ofApprovedStep(change: Change, step: number): Claim {
    const claim = new Claim(change, step);
    made.add(claim);
    return claim;
  }

  /** True once, for exactly the step's operation and input on the change's connection; never for a look-alike. */
  static permits(claim: Claim | undefined, operation: AnyOperation, input: unknown, connection: Connection): boolean {
    return claim !== undefined && made.has(claim) && claim.#use(operation, input, connection);
  }

  #use(operation: AnyOperation, input: unknown, connection: Connection): boolean {
    const step = this.#change.steps[this.#step];
    if (this.#used || !step) return false;
    this.#used = true;
    return (
      operation.id === step.operation &&
      isDestination(this.#change, connection) &&
      canonicalJson(input) === canonicalJson(step.input)
    );
  }
}

export function destinationOf({ name, provider, baseUrl, credential }: Connection): Destination {
  return { name, provider, base_url: baseUrl, credential: describeSource(credential) };
}

export function isDestination(change: Change, connection: Connection): boolean {
  return canonicalJson(change.connection) === canonicalJson(destinationOf(connection));
}
