import type { Operation } from '../../src/catalogue/define.ts';

/** What an SDK's methods take besides parameters. */
type RequestOptionKeys = 'betas' | 'maxRetries' | 'timeout' | 'signal' | 'headers' | 'fetchOptions' | 'idempotencyKey';

/** Keys of every member of a union. */
type KeysOf<T> = T extends unknown ? keyof T : never;

/** The first object among a method's arguments: its parameters. Ids of the path are plain text before it. */
type ParametersOf<Method> = Method extends (...args: infer Arguments) => unknown
  ? FirstObject<Required<Arguments>>
  : never;

type FirstObject<Arguments extends readonly unknown[]> = Arguments extends readonly [infer First, ...infer Rest]
  ? Exclude<First, null | undefined> extends string
    ? FirstObject<Rest>
    : IsRequestOptions<Exclude<First, null | undefined>> extends true
      ? Record<never, never>
      : Exclude<First, null | undefined>
  : Record<never, never>;

/** Methods without parameters take only request options. */
type IsRequestOptions<T> = 'maxRetries' extends KeysOf<T> ? true : false;

type InputKeys<Entry> = Entry extends Operation<infer Schema, infer _Result> ? keyof Schema['shape'] : never;

type Difference<Ours, Theirs> = [Exclude<Ours, Theirs>, Exclude<Theirs, Ours>] extends [never, never]
  ? true
  : { readonly unknown_to_the_sdk: Exclude<Ours, Theirs>; readonly missing_here: Exclude<Theirs, Ours> };

/** True when an entry's input has exactly the parameters of the SDK's method, ids of the path aside. */
export type SameKeys<Entry, Method, InPath extends string> = Difference<
  Exclude<InputKeys<Entry>, InPath>,
  Exclude<KeysOf<ParametersOf<Method>>, InPath | RequestOptionKeys>
>;

/** `true` while every check is true, else the checks that are not. */
export type AllTrue<Checks> = {
  [Id in keyof Checks as Checks[Id] extends true ? never : Id]: Checks[Id];
} extends infer Failed
  ? keyof Failed extends never
    ? true
    : Failed
  : never;
