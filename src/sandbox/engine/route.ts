import type { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Store } from './store.ts';

export const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
export type Method = (typeof methods)[number];

/** The names in braces of a path. */
export type PathParameters<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameters<Rest>
  : never;

/** Who calls, as a plugin found out from the credential. */
export interface Caller {
  /** The state of the organisation that the credential belongs to. */
  readonly store: Store;
  /** What kind of credential it is, in the provider's words. */
  readonly kind: string;
  /** The id of the credential or principal, where one exists. */
  readonly id: string;
}

/** What a guard may look at before anything is parsed. */
export interface Approach {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly caller: Caller;
}

/** A condition of the provider that stands before a route: a beta header, a plane, a kind of credential. */
export type Guard = (approach: Approach) => void;

export interface Call<Name extends string = string, Query = unknown, Body = unknown> extends Approach {
  readonly params: Readonly<Record<Name, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly store: Store;
  readonly clock: Clock;
}

export interface RouteOptions<Query, Body> {
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly guards?: readonly Guard[];
  /** Set for routes that take multipart bodies; `body` then sees fields as text and files as `{ name, bytes }`. */
  readonly multipart?: true;
}

/** One path of a provider and how it answers. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly options: RouteOptions<unknown, unknown>;
  /** The answer's body, a `Binary`, or either in `WithHeaders`. Throws a `Refusal` where the provider would refuse. */
  readonly answer: (call: Call) => unknown;
}

/** An answer that is not JSON. */
export class Binary {
  readonly bytes: Uint8Array;
  readonly type: string;
  constructor(bytes: Uint8Array, type: string) {
    this.bytes = bytes;
    this.type = type;
  }
}

/** An answer with headers of its own, such as the address of the next page. Their names are in lower case. */
export class WithHeaders {
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(body: unknown, headers: Readonly<Record<string, string>>) {
    this.body = body;
    this.headers = headers;
  }
}

type Answer<Path extends string, Query, Body> = (call: Call<PathParameters<Path>, Query, Body>) => unknown;

function define(method: Method) {
  return <Path extends string, Query = Record<string, never>, Body = Record<string, never>>(
    path: Path,
    options: RouteOptions<Query, Body>,
    answer: Answer<Path, Query, Body>,
  ): Route => ({
    method,
    path,
    options: options as RouteOptions<unknown, unknown>,
    answer: answer as (call: Call) => unknown,
  });
}

/** Routes are values: a resource's file exports a list of them. Without a schema, no parameter is accepted. */
export const get = define('GET');
export const post = define('POST');
export const put = define('PUT');
export const patch = define('PATCH');
export const del = define('DELETE');

/** The routes with conditions that stand before all of them; a route's own come after. */
export function guarded(guards: readonly Guard[], routes: readonly Route[]): readonly Route[] {
  return routes.map((route) => ({
    ...route,
    options: { ...route.options, guards: [...guards, ...(route.options.guards ?? [])] },
  }));
}
