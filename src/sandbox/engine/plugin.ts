import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Refusal } from './refusal.ts';
import type { Caller, Route } from './route.ts';
import type { StoreSnapshot } from './store.ts';

/** What a provider adds to the sandbox. One instance lives as long as the server. */
export interface Plugin<Connection extends object = object> {
  /** Where its paths begin, such as `/acme/v1`. */
  readonly prefix: string;
  readonly routes: readonly Route[];
  /** Puts the organisations into their first state. Called at start and at each reset. */
  seed(): void;
  /** Finds the caller, or throws the refusal of a missing, wrong or foreign credential. */
  authenticate(headers: Readonly<Record<string, string | undefined>>): Caller;
  /** The refusal for a parameter or body that does not fit its schema. */
  invalid(place: 'query' | 'body', issue: z.core.$ZodIssue): Refusal;
  /** The refusal for a body that is not JSON. */
  unreadableBody(): Refusal;
  /** Parameters that clients send on any path and that mean nothing there. */
  readonly ignored?: readonly string[];
  /** The refusal for a path that the provider does not have. */
  unknownPath(method: string, path: string): Refusal;
  /** The refusal for a path that it has under other methods alone. */
  wrongMethod(method: string, path: string): Refusal;
  /** The refusal that stands for a failure of the provider: 429, 500, 503, 529 and such. */
  failure(status: number): Refusal;
  /** The refusal of a credential that lacks a scope. */
  missingScope(status: number, scope: string | undefined): Refusal;
  /** What can be done to it from outside, such as accepting an invite, by name. Each checks its own input. */
  readonly controls: Readonly<Record<string, (input: unknown) => unknown>>;
  /** The id of the n-th request, in the provider's shape. */
  requestId(n: number): string;
  /** Headers and final body of every answer; `requestId` goes where the provider puts it. */
  headers(requestId: string, caller: Caller | undefined): Record<string, string>;
  envelope(refusal: Refusal, requestId: string): unknown;
  /** How to connect, as `steward sandbox --json` prints it: base URL, keys. */
  connection(origin: string): Connection;
  snapshot(): Record<string, StoreSnapshot>;
  restore(snapshot: Record<string, StoreSnapshot>): void;
}

/** Makes a plugin for one sandbox. */
export type PluginMaker<Connection extends object = object> = (options: PluginOptions) => Plugin<Connection>;

export interface PluginOptions {
  readonly seed: number;
  readonly scale: number;
  readonly clock: Clock;
}

type Controls = Plugin['controls'];

/** Controls that make sure of something first, such as that the organisation has been seeded. */
export function controlsAfter(ensure: () => void, controls: Controls): Controls {
  const wrapped = Object.entries(controls).map(([name, run]) => [
    name,
    (input: unknown) => {
      ensure();
      return run(input);
    },
  ]);
  return Object.fromEntries(wrapped) as Controls;
}
