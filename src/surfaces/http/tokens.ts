import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { InputError } from '../../errors.ts';
import type { Gate } from '../../gate/gate.ts';
import type { Reading, Store } from '../../gate/state/store.ts';

export const scopes = ['read', 'propose'] as const;
export type Scope = (typeof scopes)[number];

/** A client that may talk to the HTTP server. The token itself is kept nowhere, only its hash. */
export interface Client {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly created_at: string;
}

interface StoredClient extends Client {
  readonly sha256: string;
}

/** Under which the state database keeps them. */
const kept = 'clients';

/** Bearer tokens of HTTP clients. */
export class Tokens {
  readonly #store: Store;

  constructor({ store }: Pick<Gate, 'store'>) {
    this.#store = store;
  }

  async list(): Promise<readonly Client[]> {
    const clients = await this.#store.look(clientsIn);
    return clients.map(({ sha256: _sha256, ...client }) => client);
  }

  /** A new token, shown once by whoever asked for it. */
  async add(name: string, granted: readonly Scope[], now: Date): Promise<string> {
    if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) {
      throw new InputError('client_name', 'The name of a client has lower-case letters, digits and hyphens.');
    }
    const token = `stw_${randomBytes(32).toString('base64url')}`;
    const added = { name, scopes: granted, created_at: now.toISOString(), sha256: hashOf(token).toString('hex') };
    await this.#store.alone(async (tables) => {
      const clients = await clientsIn(tables);
      if (clients.some((client) => client.name === name)) {
        throw new InputError('client_exists', `There is a client ${name} already.`, {
          hint: 'Remove it first to replace its token.',
        });
      }
      await tables.setValue(kept, JSON.stringify([...clients, added]));
    });
    return token;
  }

  async remove(name: string): Promise<boolean> {
    return this.#store.alone(async (tables) => {
      const clients = await clientsIn(tables);
      const left = clients.filter((client) => client.name !== name);
      await tables.setValue(kept, JSON.stringify(left));
      return left.length < clients.length;
    });
  }

  /** Whose token it is. Every stored hash is compared, each in constant time. */
  async clientOf(token: string): Promise<Client | undefined> {
    const hash = hashOf(token);
    let found: Client | undefined;
    for (const { sha256, ...client } of await this.#store.look(clientsIn)) {
      if (timingSafeEqual(Buffer.from(sha256, 'hex'), hash)) found = client;
    }
    return found;
  }
}

async function clientsIn(tables: Reading): Promise<StoredClient[]> {
  return JSON.parse((await tables.value(kept)) ?? '[]');
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
