import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What a question to a person is bound to while it travels through the client. */
export interface AskedState {
  readonly change: string;
  readonly digest: string;
  /** Who was asked: a client's token over HTTP, the process on the other end of stdio. */
  readonly principal: string;
}

const lifetimeMs = 15 * 60_000;

/**
 * Seals what was asked, so that the client can carry it and neither read nor change it: AES-256-GCM under a key that this
 * process alone has. A state counts once, for its principal, for a quarter of an hour.
 */
export class RequestStates {
  readonly #key = randomBytes(32);
  readonly #open = new Map<string, number>();

  seal(state: AskedState, now = Date.now()): string {
    for (const [id, until] of this.#open) if (until < now) this.#open.delete(id);
    const id = randomBytes(16).toString('base64url');
    const until = now + lifetimeMs;
    this.#open.set(id, until);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv);
    const sealed = Buffer.concat([cipher.update(JSON.stringify({ ...state, id, until })), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws when the state is not one of ours, was used, has expired, or belongs to somebody else. */
  open(text: string, principal: string, now = Date.now()): AskedState {
    const bytes = Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, 12), { authTagLength: 16 });
    decipher.setAuthTag(bytes.subarray(12, 28));
    const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    const { id, until, ...state } = JSON.parse(opened) as AskedState & { id: string; until: number };
    if (!this.#open.delete(id)) throw new Error('used');
    if (until < now) throw new Error('expired');
    if (state.principal !== principal) throw new Error('of another principal');
    return state;
  }
}
