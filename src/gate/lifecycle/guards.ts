import type { Power } from '../../catalogue/define.ts';
import { operationById } from '../../catalogue/index.ts';
import type { ListedKey } from '../../catalogue/listing.ts';
import type { CredentialUse } from '../../connections/credentials.ts';
import { isStewardError, PolicyError } from '../../errors.ts';
import type { PlannedStep } from '../change/plan.ts';
import type { Json } from '../change/record.ts';
import { subjectOf } from '../change/state.ts';
import { connected, type Execution } from '../execution.ts';
import type { PolicyInForce } from '../policy/in-force.ts';
import type { PolicyDocument } from '../policy/schema.ts';
import type { Reach } from '../reach.ts';
import { Reader } from './reader.ts';

type GuardName = 'owner_grants' | 'own_credential' | 'last_owner';

/**
 * Dangers that every policy guards against until somebody who may say so switches the guard off. They are held against
 * what the organisation is like now, so that a detour through a group or a role is no way around them.
 *
 * @param uses whoever proposes has the credential for reads, and may not have the one for writes.
 * @throws PolicyError naming the guard.
 */
export async function refuseGuarded(
  steps: readonly PlannedStep[],
  policy: PolicyInForce,
  reach: Reach,
  uses: readonly CredentialUse[],
): Promise<void> {
  const guards = new Guards(policy, reach, uses);
  for (const step of steps) await guards.refuse(step);
}

class Guards {
  readonly #policy: PolicyInForce;
  readonly #reach: Reach;
  readonly #reader: Reader;
  readonly #uses: readonly CredentialUse[];
  /** How many holders of a role the steps so far take it from. */
  readonly #taken = new Map<string, number>();

  constructor(policy: PolicyInForce, reach: Reach, uses: readonly CredentialUse[]) {
    this.#policy = policy;
    this.#reach = reach;
    this.#reader = new Reader(reach);
    this.#uses = uses;
  }

  async refuse(step: PlannedStep): Promise<void> {
    await this.#refuseGrant(step);
    await this.#refuseOwnKey(step);
    await this.#refuseOwnPerson(step);
    await this.#refuseLastOwner(step);
  }

  async #refuseGrant(step: PlannedStep): Promise<void> {
    if (this.#isOff('owner_grants')) return;
    const { operation } = step.call;
    const change = changeOf(step);
    const grant =
      operation.grants?.(change) ?? (await this.#grantThrough(operation.grantsThrough?.(change) ?? [], step));
    if (grant !== undefined) this.#deny('owner_grants', `${operation.id} gives ${grant}`);
  }

  /** What cannot be read counts as given: otherwise a key that may not look would be a way around the guard. */
  async #grantThrough(powers: readonly Power[], { destination, call }: PlannedStep): Promise<string | undefined> {
    for (const { read, given } of powers) {
      // What an earlier step makes is guarded by that step, and by this one once it is there.
      if (Object.keys(call.later).length > 0) continue;
      try {
        const answers = await this.#reader.all(read, destination.name);
        const found = answers.map((answer) => given(answer)).find((each) => each !== undefined);
        if (found !== undefined) return `${found} through ${read.id}`;
      } catch (error) {
        if (!isStewardError(error)) throw error;
        if (error.kind === 'not_found') continue;
        return `what ${read.id} would show, which could not be read (${error.code})`;
      }
    }
    return undefined;
  }

  async #refuseOwnKey(step: PlannedStep): Promise<void> {
    const { operation } = step.call;
    const hint = operation.keyHint?.(changeOf(step));
    if (hint === undefined || this.#isOff('own_credential')) return;
    if (await this.#isOwn(hint, connected(await this.#reach.on(operation, step.destination.name)))) {
      this.#deny('own_credential', `${operation.id} changes the key that Steward itself uses`);
    }
  }

  /** Whoever loses their access loses their keys. */
  async #refuseOwnPerson({ call: { operation, input }, destination }: PlannedStep): Promise<void> {
    const shut = operation.shutsOut?.(input);
    if (!shut || this.#isOff('own_credential')) return;
    const execution = connected(await this.#reach.on(operation, destination.name));
    for (const { owner, hint } of await this.#keysIn(shut.keys, destination.name)) {
      if (owner?.id !== shut.person || hint === undefined || !(await this.#isOwn(hint, execution))) continue;
      this.#deny('own_credential', `${operation.id} takes the access of the person whose key Steward itself uses`);
    }
  }

  /** The keys of a list, as far as this connection may see them. */
  async #keysIn(list: Power['read'], connection: string): Promise<ListedKey[]> {
    const operation = operationById(list.id);
    const listing = operation.risk === 'read' ? operation.lists : undefined;
    if (listing?.of !== 'keys') return [];
    try {
      return (await this.#reader.items(list, connection)).map((item) => listing.item(item, undefined));
    } catch (error) {
      if (isStewardError(error)) return [];
      throw error;
    }
  }

  async #refuseLastOwner(step: PlannedStep): Promise<void> {
    const { operation } = step.call;
    const taken = operation.takes?.(changeOf(step));
    if (taken === undefined || this.#isOff('last_owner')) return;
    const { role, holders } = taken;
    const { name } = step.destination;
    const items = (await this.#reader.items(holders, name)).filter((item) => item['role'] === role);
    const before = this.#taken.get(`${name} ${role}`) ?? 0;
    this.#taken.set(`${name} ${role}`, before + 1);
    if (items.length - before > 1) return;
    this.#deny('last_owner', `${operation.id} takes the role of ${role} from the last one who has it`);
  }

  async #isOwn(hint: string, { connection, credentials }: Execution): Promise<boolean> {
    for (const use of this.#uses) {
      if (fits(hint, (await credentials.of(connection, use)).reveal())) return true;
    }
    return false;
  }

  /** A guard is off when the anchored policy says `ask`, and no other layer says `deny`. */
  #isOff(name: GuardName): boolean {
    const { base, tightening } = this.#policy;
    const says = ({ document }: { readonly document: PolicyDocument }) => document.guards?.[name];
    return says(base) === 'ask' && !tightening.some((layer) => says(layer) === 'deny');
  }

  #deny(name: GuardName, what: string): never {
    const { base, tightening } = this.#policy;
    const tighter = tightening.find(({ document }) => document.guards?.[name] === 'deny');
    throw new PolicyError(`guard_${name}`, `${what}, which the guard ${name} denies (${(tighter ?? base).file}).`, {
      hint: `Whoever keeps the policy can write guards: { ${name}: ask }; then it waits for a person like any other change.`,
    });
  }
}

function changeOf({ call: { input }, state }: PlannedStep): {
  readonly input: Json;
  readonly before: Json | undefined;
} {
  return { input, before: subjectOf(state) };
}

/** A shortened key fits a whole one when it begins and ends alike. */
function fits(hint: string, key: string): boolean {
  const [start = '', end = ''] = hint.split(/\.{3}|…|\*+/);
  return end !== '' && key.startsWith(start) && key.endsWith(end);
}
