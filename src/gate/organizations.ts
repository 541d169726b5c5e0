import { createHmac } from 'node:crypto';
import { isStewardError } from '../errors.ts';
import { type Execution, readOrganization } from './execute.ts';
import type { PolicyInForce } from './policy/in-force.ts';
import type { Question } from './policy/match.ts';
import type { Store } from './state/store.ts';
import { storeKeyOf } from './state/store-key.ts';

/**
 * Which organisation a credential reaches: its id, as the provider says it on every answer. Read once for a key and
 * remembered, so that the same key under another name is the same organisation.
 */
export class Organizations {
  readonly #store: Store;
  readonly #known = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The id; null where the provider does not say one. */
  async of(execution: Execution): Promise<string | null> {
    const { connection, credentials } = execution;
    const mark = await this.#markOf((await credentials.of(connection)).reveal(), connection.baseUrl);
    const known = this.#known.get(mark) ?? (await this.#store.look((tables) => tables.value(nameOf(mark))));
    const found = known ?? (await readOrganization(execution));
    if (found === null) return null;
    this.#known.set(mark, found);
    if (known === undefined) await this.#store.alone((tables) => tables.setValue(nameOf(mark), found));
    return found;
  }

  /**
   * The organisation of a call as policy may know it. Other connections are asked for theirs only where a rule is about
   * connections; one that cannot be asked has only its own name.
   */
  async namedFor(execution: Execution, policy: PolicyInForce): Promise<Pick<Question, 'names' | 'organization'>> {
    const { name, provider } = execution.connection;
    if (!hasConnectionRules(policy)) return { names: [name], organization: null };
    const organization = await this.#ifAsked(execution);
    if (organization === null) return { names: [name], organization };
    const peers = (execution.peers?.() ?? []).filter(
      ({ connection }) => connection.name !== name && connection.provider === provider,
    );
    const found = await Promise.all(peers.map((peer) => this.#ifAsked(peer)));
    const same = peers.filter((_, index) => found[index] === organization);
    return { names: [name, ...same.map(({ connection }) => connection.name)], organization };
  }

  /** Null also where the connection cannot be asked. */
  async #ifAsked(execution: Execution): Promise<string | null> {
    try {
      return await this.of(execution);
    } catch (error) {
      if (isStewardError(error)) return null;
      throw error;
    }
  }

  /** A key's mark is of use in this store only. */
  async #markOf(key: string, baseUrl: string): Promise<string> {
    const storeKey = await storeKeyOf(this.#store);
    return createHmac('sha256', storeKey).update(`${baseUrl}\n${key}`).digest('hex');
  }
}

function nameOf(mark: string): string {
  return `organization ${mark}`;
}

function hasConnectionRules({ base, tightening }: PolicyInForce): boolean {
  return [base, ...tightening].some(({ document }) => document.rules?.some((rule) => rule.connection !== undefined));
}
