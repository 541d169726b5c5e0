import type { z } from 'zod';
import type { Provider } from '../../catalogue/define.ts';
import type { Connection } from '../../connections/connection.ts';
import type { Session } from './session.ts';

/** What a tool answers: words for a model, and the same as data for a program. */
export interface Answer {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError?: true;
}

/** A question to the person behind the client, which only some wires can carry. */
export interface Question {
  readonly change: string;
  readonly digest: string;
  readonly message: string;
  /** What the person types to agree. */
  readonly wanted: string;
}

/** What a person typed, once the wire has shown that it was asked. */
export interface Reply {
  readonly change: string;
  readonly digest: string;
  readonly typed: string | undefined;
}

export interface Call {
  readonly session: Session;
  readonly signal?: AbortSignal;
  /** Says how far long work is. */
  readonly progress?: (done: number, of: number | undefined, message: string) => void;
  /** Whether the client can ask its user, and what they said when it did. */
  readonly canAsk?: boolean;
  readonly reply?: Reply;
  /** The program on the other side, in its own words. */
  readonly client?: string;
}

/** What decides which tools there are: known before anything is asked, and without loading what answers. */
export interface Offer {
  readonly connections: readonly Connection[];
  readonly readOnly: boolean;
}

/** True when the offer has a connection to the provider. */
export function has(provider: Provider) {
  return ({ connections }: Offer): boolean => connections.some((connection) => connection.provider === provider);
}

/** One tool, as every surface offers it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  /** For a model: what it does, when to prefer it, what comes back. */
  readonly description: string;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
  readonly input: () => z.ZodObject;
  /** True when it may lead to a write. */
  readonly changes?: true;
  /** Whether a session has what the tool needs. */
  readonly serves?: (offer: Offer) => boolean;
  readonly run: (input: never, call: Call) => Promise<Answer | Question>;
}

export const reading = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
} as const;

export function isQuestion(answer: Answer | Question): answer is Question {
  return 'wanted' in answer;
}
