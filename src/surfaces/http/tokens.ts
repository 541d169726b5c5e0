import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { InputError } from '../../errors.ts';
import type { Gate } from '../../gate/gate.ts';
import { readIfThere, writeWhole } from '../../gate/state/folder.ts';

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

/** Bearer tokens of HTTP clients, in the state folder. */
export class Tokens {
  readonly #file: string;

  constructor({ state }: Gate) {
    this.#file = state.file('approvals', 'clients.json');
  }

  list(): readonly Client[] {
    return this.#read().map(({ sha256: _sha256, ...client }) => client);
  }

  /** A new token, shown once by whoever asked for it. */
  add(name: string, granted: readonly Scope[], now: Date): string {
    if (!/^[a-z0-9][a-z0-9-]{0,40}$/.test(name)) {
      throw new InputError('client_name', 'The name of a client has lower-case letters, digits and hyphens.');
    }
    const clients = this.#read();
    if (clients.some((client) => client.name === name)) {
      throw new InputError('client_exists', `There is a client ${name} already.`, {
        hint: 'Remove it first to replace its token.',
      });
    }
    const token = `stw_${randomBytes(32).toString('base64url')}`;
    const added = { name, scopes: granted, created_at: now.toISOString(), sha256: hashOf(token).toString('hex') };
    writeWhole(this.#file, JSON.stringify([...clients, added]));
    return token;
  }

  remove(name: string): boolean {
    const clients = this.#read();
    const kept = clients.filter((client) => client.name !== name);
    if (kept.length < clients.length) writeWhole(this.#file, JSON.stringify(kept));
    return kept.length < clients.length;
  }

  /** Whose token it is. Every stored hash is compared, each in constant time. */
  clientOf(token: string): Client | undefined {
    const hash = hashOf(token);
    let found: Client | undefined;
    for (const { sha256, ...client } of this.#read()) {
      if (timingSafeEqual(Buffer.from(sha256, 'hex'), hash)) found = client;
    }
    return found;
  }

  #read(): StoredClient[] {
    return JSON.parse(readIfThere(this.#file) ?? '[]');
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
