import type { AnyOperation } from '../../catalogue/define.ts';
import { describeSource, type Place } from '../../connections/connection.ts';
import { canonicalJson } from '../../internal/canonical.ts';
import type { Destination, Json } from './record.ts';

const made = new WeakSet<Claim>();

/** What a claim lets through. */
interface Permitted {
  readonly operation: string;
  readonly input: Json;
  readonly destination: Destination;
  /** The state of what is changed, as it was read just before. */
  readonly seen: unknown;
}

/**
 * The right to send one approved step, once. `execute` asks for it before any write; only `lifecycle/send.ts` makes one,
 * in the transaction that verified the approvals and wrote down that the step is sent.
 */
export class Claim {
  readonly #permitted: Permitted;
  #used = false;

  private constructor(permitted: Permitted) {
    this.#permitted = permitted;
  }

  /** For `lifecycle/send.ts` alone; a test holds it to that. */
  static ofApprovedStep(permitted: Permitted): Claim {
    const claim = new Claim(permitted);
    made.add(claim);
    return claim;
  }

  /** What the step was planned on, and was there a moment ago. */
  get seen(): unknown {
    return this.#permitted.seen;
  }

  /** True once, for exactly the step's operation and input on its connection; never for a look-alike. */
  static permits(claim: Claim | undefined, operation: AnyOperation, input: unknown, connection: Place): boolean {
    return claim !== undefined && made.has(claim) && claim.#use(operation, input, connection);
  }

  #use(operation: AnyOperation, input: unknown, connection: Place): boolean {
    if (this.#used) return false;
    this.#used = true;
    const { operation: id, input: approved, destination } = this.#permitted;
    return (
      operation.id === id && isReachedBy(destination, connection) && canonicalJson(input) === canonicalJson(approved)
    );
  }
}

export function destinationOf(place: Place, organization: string | null): Destination {
  const { name, provider, baseUrl } = place;
  const credential = place.provider === null ? 'none' : describeSource(place.credential);
  return { name, provider, base_url: baseUrl, credential, organization };
}

/** True when a connection is the one that a destination names, as far as its declaration tells. */
export function isReachedBy(destination: Destination, connection: Place): boolean {
  return canonicalJson(destinationOf(connection, destination.organization)) === canonicalJson(destination);
}
