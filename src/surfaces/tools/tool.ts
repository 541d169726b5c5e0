import type { z } from 'zod';
import { checkInput } from '../../catalogue/check-input.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ProviderId } from '../../providers/index.ts';
import type { CallScope, Session } from '../../session/session.ts';

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

/** What is kept for one client from call to call. */
export interface Memory {
  /** The last table that a tool answered with, for whoever wants to look at it again. */
  lastTable?: string;
}

export interface Call extends CallScope {
  readonly session: Session;
  readonly memory?: Memory;
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
export function has(provider: ProviderId) {
  return ({ connections }: Offer): boolean => connections.some((connection) => connection.provider === provider);
}

/** What a tool says of itself, whatever it takes. */
interface Description {
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
  /** True when it may lead to a write. */
  readonly changes?: true;
  /** Whether a session has what the tool needs. */
  readonly serves?: (offer: Offer) => boolean;
}

/** One tool, as every surface offers it. */
export interface Tool extends Description {
  readonly input: () => z.ZodObject;
  /**
   * Checks what was given, and answers.
   * @throws StewardError; an InputError for what the tool does not take.
   */
  readonly run: (given: unknown, call: Call) => Promise<Answer | Question>;
}

interface ToolDefinition<Schema extends z.ZodObject> extends Description {
  readonly input: () => Schema;
  /** Gets what the schema read. */
  readonly run: (input: z.output<Schema>, call: Call) => Promise<Answer | Question>;
}

/** Defines a tool. What `run` gets is typed by the schema, and has passed it. */
export function defineTool<Schema extends z.ZodObject>(definition: ToolDefinition<Schema>): Tool {
  const { name: id, input } = definition;
  return { ...definition, run: async (given, call) => definition.run(checkInput({ id, input }, given), call) };
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
