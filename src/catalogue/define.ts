import type { z } from 'zod';
import { once } from '../internal/once.ts';
import type { Clients, Paging, Plane, ProviderId } from '../providers/index.ts';
import type { Listing } from './listing.ts';
import type { MoneyField } from './money.ts';
import type { ReportDefinition } from './report.ts';

/** What an operation can do to the organisation, from harmless to final. */
export const risks = ['read', 'write', 'spend', 'access', 'destructive'] as const;
export type Risk = (typeof risks)[number];

/** A call of another operation, such as the read that shows what a write changes. */
export interface OperationCall {
  readonly id: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export type InputSchema = z.ZodObject<z.ZodRawShape>;

/** What people and searches read of an operation, and what it takes. */
interface Described<Schema extends InputSchema> {
  /** One line in our own words, starting with a verb. */
  readonly summary: string;
  /** Everyday words for what the catalogue calls otherwise. The search finds the operation by them. */
  readonly words?: readonly string[];
  /** How people ask for it, in sentences of their own with semicolons between. The search reads them too. */
  readonly asks?: string;
  /** Built on first use: three hundred schemas would be felt at start. */
  readonly input: () => Schema;
}

interface Description<Schema extends InputSchema, Result> extends Described<Schema> {
  /** `provider.resource.verb`; nested resources dotted, names in snake_case as the SDK's accessors. */
  readonly id: `${ProviderId}.${string}`;
  /** Method and path on the wire, path parameters in braces. */
  readonly http: `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /${string}`;
  /** The client's call. Parsed input goes straight in, so the compiler checks names and members. */
  readonly call: (clients: Clients, input: z.output<Schema>) => PromiseLike<Result>;
  /** The provider's planes that have it; all when absent. */
  readonly planes?: readonly Plane[];
  /** The value of a beta header that the client sends with it. */
  readonly beta?: string;
  /** Money in the answer, by dotted path, straight through lists; of a report the amount itself stands in `report`. */
  readonly amounts?: Readonly<Record<string, MoneyField>>;
  /** True where only an OAuth token with `org:admin` is accepted, and no key. */
  readonly oauthOnly?: true;
}

/** A write that the provider takes from nobody. */
export interface Refused {
  /** A sentence for the person who wanted it. */
  readonly reason: string;
  /** Where a person can do it; absent where nobody can. */
  readonly page?: string;
  /** What can be done instead, as a sentence. */
  readonly instead?: string;
}

/** One field that a write changes, by its dotted name. */
export interface FieldChange {
  readonly field: string;
  /** Absent where nothing was there, or nothing shows what was. */
  readonly before?: unknown;
  readonly after: unknown;
}

/** Something that a write does besides what it is named for. */
export interface Consequence {
  /** The list whose items suffer it. */
  readonly read: OperationCall;
  /** Follows the number of items: `active API keys stop working`. */
  readonly says: string;
}

/** A power over the organisation that something already there has, and hands on. */
export interface Power {
  readonly read: OperationCall;
  /** What commands the organisation, by the answer of the read: for a list, each item. */
  // biome-ignore lint/suspicious/noExplicitAny: the answer is whatever the read answers
  readonly given: (answer: any) => string | undefined;
}

/** What a read tells of its answer. */
export interface Shows {
  readonly risk: 'read';
  /**
   * What changes in the answer while nobody changes anything, so that no plan is out of date for it: times of last use,
   * of synchronization, of a health check; what was spent so far; when and by whom something was changed last, where all
   * that a write can set is shown. Dotted paths, straight through lists.
   */
  readonly moves?: readonly string[];
}

interface ReadDescription<Schema extends InputSchema, Result> extends Description<Schema, Result>, Shows {
  /** How the list continues, as its provider names it. */
  readonly pages?: Paging;
  readonly report?: ReportDefinition;
  /** What the items of a list are to the directory. */
  readonly lists?: Listing<Awaited<Result>>;
}

/** What a write tells of itself, so that a person can decide about it and the gate can hold it. */
export interface Changes<Schema extends InputSchema, Result> {
  readonly risk: Exclude<Risk, 'read'>;
  /** The higher risk that certain input brings, such as a status of `archived`; undefined when it brings none. */
  readonly raises?: (input: z.output<Schema>) => Exclude<Risk, 'read'> | undefined;
  /** What is changed, in words that a person recognises. */
  readonly target: (input: z.output<Schema>) => string;
  /** The read that shows the present state of what is about to change; absent where the target does not exist yet. */
  readonly before?: (input: z.output<Schema>) => OperationCall;
  /** What it changes, field by field, where the names in the input do not say it; null stands for what is gone. */
  readonly effect?: (change: StateChange<Schema>) => readonly FieldChange[];
  /** The read that shows the outcome; `before` when absent. */
  readonly after?: (input: z.output<Schema>, result: Awaited<Result>) => OperationCall;
  /** The secret that the result holds and that is shown once; nothing where this call made none. */
  readonly reveals?: (result: Awaited<Result>) => string | null | undefined;
  /** Parameters whose value is a secret. A change holds where it is kept, never what it is. */
  readonly secretInput?: readonly (keyof z.output<Schema> & string)[];
  /** Where the input's values do not tell: whether the state read by `before` shows that it was done. */
  // biome-ignore lint/suspicious/noExplicitAny: the state is whatever the read named by `before` answers
  readonly done?: (state: any) => boolean;
  /** The read that shows what this is done in, such as a project or a group, which may take no writes at all. */
  readonly within?: (change: StateChange<Schema>) => OperationCall | undefined;
  /**
   * Why the provider refuses this whoever asks, known before it is sent; undefined where it may take it. `before` and
   * `within` are what the reads of those names answered, and null where there was nothing.
   */
  readonly refusedWhen?: (
    // biome-ignore lint/suspicious/noExplicitAny: whatever the read named by `within` answers
    change: StateChange<Schema> & { readonly within: any; readonly now: Date },
  ) => Refused | undefined;
  /** What else this touches, for the person who approves. */
  readonly impact?: (input: z.output<Schema>) => readonly Consequence[];
  /** What this gives somebody that commands the organisation: a role, or an admin key. */
  readonly grants?: (change: StateChange<Schema>) => string | undefined;
  /** What this may give through something that stands in the organisation already, such as a group with a role. */
  readonly grantsThrough?: (change: StateChange<Schema>) => readonly Power[];
  /** The commanding role that this takes from somebody, and the list that shows who else has it. */
  readonly takes?: (
    change: StateChange<Schema>,
  ) => { readonly role: string; readonly holders: OperationCall } | undefined;
  /** The person whose access this takes, and the list that shows which keys are theirs. */
  readonly shutsOut?: (
    input: z.output<Schema>,
  ) => { readonly person: string; readonly keys: OperationCall } | undefined;
  /** The shortened form of the key that this changes, as the provider shows it. */
  readonly keyHint?: (change: StateChange<Schema>) => string | undefined;
}

interface WriteDescription<Schema extends InputSchema, Result>
  extends Description<Schema, Result>,
    Changes<Schema, Result> {}

interface StateChange<Schema extends InputSchema> {
  readonly input: z.output<Schema>;
  // biome-ignore lint/suspicious/noExplicitAny: the state is whatever the read named by `before` answers
  readonly before: any;
}

/** `before` is what the read of that name answered. Undefined when this input cannot be undone. */
type Undo<Schema extends InputSchema, Result> = (
  change: StateChange<Schema> & { readonly result: Awaited<Result> },
) => OperationCall | undefined;

/** Each write says how it is undone, or why it cannot be. */
export type Reversal<Schema extends InputSchema, Result> =
  | { readonly undo: Undo<Schema, Result>; readonly irreversible?: never }
  | {
      /** Why it cannot be undone, as a sentence for the person who approves. */
      readonly irreversible: string;
      readonly undo?: never;
    };

export type OperationDefinition<Schema extends InputSchema, Result> =
  | ReadDescription<Schema, Result>
  | (WriteDescription<Schema, Result> & Reversal<Schema, Result>);

export interface ReadOperation<Schema extends InputSchema, Result> extends ReadDescription<Schema, Result> {
  readonly provider: ProviderId;
}

export interface WriteOperation<Schema extends InputSchema, Result> extends WriteDescription<Schema, Result> {
  readonly provider: ProviderId;
  readonly undo?: Undo<Schema, Result>;
  readonly irreversible?: string;
}

/** One thing that a provider's management plane can do. */
export type Operation<Schema extends InputSchema = InputSchema, Result = unknown> =
  | ReadOperation<Schema, Result>
  | WriteOperation<Schema, Result>;

/** What an operation on this machine's own files finds besides its input. */
export interface Machine {
  /** Folder of what files held before they were changed. */
  readonly backups: string;
  /** Of a write: the state that the plan showed and that was read again just before. */
  readonly before: unknown;
}

export interface LocalDescription<Schema extends InputSchema, Result> extends Described<Schema> {
  /** `area.resource.verb`, where the area is no provider's name. */
  readonly id: `${string}.${string}`;
  /** The parameters that say which thing is meant, such as the file. */
  readonly identifiedBy: readonly string[];
  readonly call: (input: ParsedBy<Schema>, machine: Machine) => Result | PromiseLike<Result>;
}

type ParsedBy<Schema extends InputSchema> = Schema['_zod']['output'];

/** An operation of no provider: it needs no credential, reaches nobody, and is gated like any other. */
export type LocalOperation<Schema extends InputSchema = InputSchema, Result = unknown> =
  | LocalRead<Schema, Result>
  | LocalWrite<Schema, Result>;

/** What only an operation of a provider has. */
interface Nobodys {
  readonly provider: null;
  readonly http?: never;
  readonly planes?: never;
  readonly beta?: never;
  readonly oauthOnly?: never;
  readonly amounts?: never;
  readonly pages?: never;
  readonly report?: never;
  readonly lists?: never;
}

export interface LocalRead<Schema extends InputSchema, Result>
  extends LocalDescription<Schema, Result>,
    Shows,
    Nobodys {}

export interface LocalWrite<Schema extends InputSchema, Result>
  extends LocalDescription<Schema, Result>,
    Changes<Schema, Result>,
    Nobodys {
  readonly undo?: Undo<Schema, Result>;
  readonly irreversible?: string;
}

/** An operation of some provider, as shared code sees it. */
// biome-ignore lint/suspicious/noExplicitAny: entries differ in schema and result; the gate parses before it calls
export type ProviderOperation = Operation<any, any>;

/**
 * An operation as shared code sees it, its input and result unknown until the schema has spoken. Callers go through
 * `gate/execute.ts`, which parses before it calls.
 */
// biome-ignore lint/suspicious/noExplicitAny: entries differ in schema and result; the gate parses before it calls
export type AnyOperation = ProviderOperation | LocalOperation<any, any>;

/** A read whose id and report the compiler knows, so that whoever names it gets its input and its answer. */
export interface DefinedRead<
  Id extends OperationIdShape,
  Report extends ReportDefinition,
  Schema extends InputSchema,
  Result,
> extends ReadOperation<Schema, Result> {
  readonly id: Id;
  readonly report?: Report;
}

/** A write whose id the compiler knows. */
export interface DefinedWrite<Id extends OperationIdShape, Schema extends InputSchema, Result>
  extends WriteOperation<Schema, Result> {
  readonly id: Id;
}

type OperationIdShape = `${ProviderId}.${string}`;

/** Defines an operation. The schema is built once, on first use. */
export function defineOperation<
  const Id extends OperationIdShape,
  Schema extends InputSchema,
  Result,
  const Report extends ReportDefinition = never,
>(
  definition: ReadDescription<Schema, Result> & { readonly id: Id; readonly report?: Report },
): DefinedRead<Id, Report, Schema, Result>;
export function defineOperation<const Id extends OperationIdShape, Schema extends InputSchema, Result>(
  definition: WriteDescription<Schema, Result> & Reversal<Schema, Result> & { readonly id: Id },
): DefinedWrite<Id, Schema, Result>;
export function defineOperation<Schema extends InputSchema, Result>(
  definition: OperationDefinition<Schema, Result>,
): Operation<Schema, Result> {
  return {
    ...definition,
    provider: definition.id.slice(0, definition.id.indexOf('.')) as ProviderId,
    input: once(definition.input),
  };
}
