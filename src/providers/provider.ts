import type { SecretShape } from '../internal/redact.ts';
import type { PageFamily } from './pages.ts';

/**
 * What shared code must know of a provider. Everything that differs between providers is a field here, or stands with
 * the provider's operations or its sandbox; nothing else asks which provider it is.
 */
export interface ProviderDefinition<
  Id extends string = string,
  Client = unknown,
  PlaneId extends string = string,
  Family extends string = string,
> {
  /** As it begins operation ids, names its group of commands and stands in `steward.yaml`. */
  readonly id: Id;
  /** As people write it. */
  readonly title: string;
  /** What its group of commands manages, as a list of nouns. */
  readonly manages: string;
  /** Variables that make a connection without any file. */
  readonly variables: { readonly key: string; readonly baseUrl: string };
  readonly defaultBaseUrl: string;
  /** Kinds of organisation whose keys and endpoints differ; empty where all are alike. */
  readonly planes: readonly PlaneDefinition<PlaneId>[];
  readonly keys: readonly KeyDefinition<NoInfer<PlaneId>>[];
  /** What its secrets look like, those of webhooks and the like included, so that none is ever shown. */
  readonly secrets: readonly SecretShape[];
  readonly allowance: Allowance;
  /** Makes a client for one call. Its SDK is imported here and nowhere before. */
  readonly loadClient: (key: string, settings: ClientSettings) => Promise<Client>;
  /** The plain body behind what the client answered. */
  readonly bodyOf: (result: unknown) => unknown;
  /** What an error that the client threw says of the answer; undefined for an error that is not the client's. */
  readonly readError: (error: Error) => FailedCall | undefined;
  /** What its statuses mean, where that is not what they mean everywhere. */
  readonly meanings?: Readonly<Record<number, Meaning>>;
  /** How its lists continue, by the names that operations give as `pages`. */
  readonly pages: Readonly<Record<Family, PageFamily>>;
  /** The connections to its sandbox: one for each kind of key that the sandbox gives. */
  readonly sandbox: readonly SandboxConnection<NoInfer<PlaneId>>[];
  /** Words by which people name it in a request. */
  readonly named: RegExp;
  /** Where a person makes an admin key. */
  readonly keysAt: string;
  /** How a credential tells which organisation it reaches: the header that names it, on the answer to this read. */
  readonly organization: {
    readonly header: string;
    readonly read: { readonly id: string; readonly input: Readonly<Record<string, unknown>> };
  };
}

interface PlaneDefinition<PlaneId extends string> {
  readonly id: PlaneId;
  readonly title: string;
}

/** A kind of credential, known by its beginning; of two that fit, the longer one tells. */
export interface KeyDefinition<PlaneId extends string = string> {
  readonly prefix: string;
  readonly name: string;
  /** The plane that it opens. */
  readonly plane?: PlaneId;
  /** True for a token that a person gave by signing in: some operations take no key. */
  readonly oauth?: true;
  /** `never`: the provider refuses it on every administration path, so it is not sent there. */
  readonly administers: 'yes' | 'perhaps' | 'never';
}

export interface SandboxConnection<PlaneId extends string = string> {
  /** What follows the provider's name in the connection's; absent for the usual one. */
  readonly name?: string;
  /** Where the sandbox's credentials hold the key, such as `admin_key`. */
  readonly key: string;
  readonly plane?: PlaneId;
}

/** How many calls a provider takes: a burst, then so many a minute. */
export interface Allowance {
  readonly burst: number;
  readonly perMinute: number;
  /** One bucket for each route, or one for the whole connection. */
  readonly per: 'route' | 'connection';
  /** How long to hold back after a refusal that does not say. */
  readonly penaltySeconds: number;
}

/** What a client must keep to. It takes nothing from the environment: that could decide where a key is sent. */
export interface ClientSettings {
  readonly baseUrl: string;
  /** How often a failed request may be repeated. */
  readonly retries: number;
  readonly timeoutMs: number;
  /** Paces and observes what goes out; the client uses no other. */
  readonly fetch: typeof fetch;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FailedCall {
  /** Undefined when no answer came. */
  readonly status: number | undefined;
  /** The provider's own sentence, if it gave one. */
  readonly message: string | undefined;
  readonly requestId: string | undefined;
}

/** What a status means to whoever called, and what they can do. */
export interface Meaning {
  readonly kind: 'provider' | 'not_found';
  /** Stable, snake_case. */
  readonly code: string;
  readonly hint: string;
}

/** Keeps the exact types of a definition: its id, its client, its planes, its ways of paging. */
export function defineProvider<
  const Id extends string,
  Client,
  const Family extends string,
  const PlaneId extends string = never,
>(definition: ProviderDefinition<Id, Client, PlaneId, Family>): ProviderDefinition<Id, Client, PlaneId, Family> {
  return definition;
}
