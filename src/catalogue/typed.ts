import type { z } from 'zod';
import type { AnyTypedOperation } from './sections.ts';

/** The operations by their ids, as the compiler knows them. */
export type Operations = { readonly [Each in AnyTypedOperation as Each['id']]: Each };

/** The id of an operation. */
export type OperationId = keyof Operations;

/** The id of an operation that reads. */
export type ReadId = IdOfRisk<'read'>;

/** The id of an operation that changes something, and so is proposed. */
export type WriteId = Exclude<OperationId, ReadId>;

/** The id of a report over a period. */
export type ReportId = { [Id in ReadId]: ReportOf<Id> extends never ? never : Id }[ReadId];

/** The id of a read that answers with a list. */
export type ListId = { [Id in ReadId]: AnswerOf<Id> extends Listing ? Id : never }[ReadId];

/** What an operation takes. */
export type InputOf<Id extends OperationId> = z.input<ReturnType<Operations[Id]['input']>>;

/** What an operation answers with: the provider's answer as JSON, and for a list one page of it. */
export type AnswerOf<Id extends OperationId> = Operations[Id] extends {
  readonly call: (...given: never[]) => PromiseLike<infer Result>;
}
  ? Plain<Result>
  : never;

/** One item of the list that an operation answers with. */
export type ItemOf<Id extends ListId> = AnswerOf<Id> extends { readonly data: readonly (infer Item)[] } ? Item : never;

/** What a report can be grouped by, under its full name. */
export type DimensionOf<Id extends ReportId> =
  | (InputOf<Id> extends { group_by?: readonly (infer Dimension extends string)[] | null } ? Dimension : never)
  | (ReportOf<Id> extends { own: readonly (infer Dimension extends string)[] } ? Dimension : never)
  | (ReportOf<Id> extends { via: infer Via } ? keyof Via & string : never);

/** A number that a report adds up, under the provider's name for it. */
export type MeasureOf<Id extends ReportId> =
  ReportOf<Id> extends { measures: readonly (infer Measure extends string)[] } ? Measure : never;

/** How wide the intervals of a report may be. */
export type WidthOf<Id extends ReportId> = ReportOf<Id> extends { width: { most: infer Most } } ? keyof Most : '1d';

/** What narrows a report: its parameters but those that the question itself fills in. */
export type FiltersOf<Id extends ReportId> = Partial<Omit<InputOf<Id>, FilledIn<ReportOf<Id>>>>;

type FilledIn<Report> =
  | (Report extends { start: infer Name extends string } ? Name : never)
  | (Report extends { end: infer Name extends string } ? Name : never)
  | (Report extends { width: { parameter: infer Name extends string } } ? Name : never)
  | 'group_by'
  | 'limit'
  | 'page';

type ReportOf<Id extends ReadId> = Operations[Id] extends { readonly report?: infer Report }
  ? Extract<Report, object>
  : never;

interface Listing {
  readonly data: readonly unknown[];
}

type IdOfRisk<Kind> = { [Id in OperationId]: Operations[Id]['risk'] extends Kind ? Id : never }[OperationId];

/** An SDK's answer without the SDK: of its pages the fields, and no id of the request. */
type Plain<Result> = Result extends { getPaginatedItems(): unknown }
  ? FieldsOf<Result>
  : Result extends { readonly _request_id?: unknown }
    ? FieldsOf<Result>
    : Result;

type FieldsOf<Result> = {
  [Name in keyof Result as Result[Name] extends (...given: never[]) => unknown
    ? never
    : Name extends '_request_id'
      ? never
      : Name]: Result[Name];
};
