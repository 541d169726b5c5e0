import type { Operation } from '../../src/catalogue/define.ts';

/** What an SDK's methods take besides parameters. `headers` is a parameter of one resource too, and left to the compiler. */
type NotParameters =
  | 'betas'
  | 'method'
  | 'path'
  | 'query'
  | 'body'
  | 'headers'
  | 'maxRetries'
  | 'stream'
  | 'timeout'
  | 'httpAgent'
  | 'fetchOptions'
  | 'signal'
  | 'idempotencyKey'
  | 'defaultBaseURL'
  | 'defaultHeaders'
  | 'openTelemetry'
  | 'fallbackState'
  | 'middleware'
  | `__${string}`;

/** Keys of every member of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never;

/** The arguments of a method; of both overloads where there are two. */
type ArgumentsOf<Method> = Method extends {
  (...one: infer One): unknown;
  (...other: infer Other): unknown;
}
  ? One | Other
  : never;

/** The keys of the first object among the arguments: the parameters. Ids of the path are plain text before it. */
type ParameterKeys<Arguments> = Arguments extends readonly [first?: infer First, ...rest: infer Rest]
  ? NonNullable<First> extends string
    ? ParameterKeys<Rest>
    : KeysOf<NonNullable<First>>
  : never;

type InputKeys<Entry> = Entry extends Operation<infer Schema, infer _Result> ? keyof Schema['shape'] : never;

type Difference<Ours, Theirs> = [Exclude<Ours, Theirs>, Exclude<Theirs, Ours>] extends [never, never]
  ? true
  : { readonly unknown_to_the_sdk: Exclude<Ours, Theirs>; readonly missing_here: Exclude<Theirs, Ours> };

/** True when an entry's input has exactly the parameters of the SDK's method, ids of the path aside. */
export type SameKeys<Entry, Method, InPath extends string> = Difference<
  Exclude<InputKeys<Entry>, InPath | 'headers'>,
  Exclude<ParameterKeys<ArgumentsOf<Method>>, InPath | NotParameters>
>;

/** `true` while every check is true, else the checks that are not. */
export type AllTrue<Checks> = {
  [Id in keyof Checks as Checks[Id] extends true ? never : Id]: Checks[Id];
} extends infer Failed
  ? keyof Failed extends never
    ? true
    : Failed
  : never;
