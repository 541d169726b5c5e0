import type { AnswerOf, InputOf, ItemOf, ListId, ReadId, ReportId, WriteId } from '../../catalogue/typed.ts';
import type { Receipt } from '../../gate/change/progress.ts';
import type { ChangeView } from '../../gate/lifecycle/describe.ts';
import type { Question, Report } from './report.ts';

/** The input of an operation; it can be left out where nothing in it is required. */
export type Given<Id extends ReadId> =
  Partial<InputOf<Id>> extends InputOf<Id> ? [input?: InputOf<Id>] : [input: InputOf<Id>];

/** A write of one operation. */
export type ProposedStep<Id extends WriteId = WriteId> = {
  readonly [Each in Id]: {
    readonly id: Each;
    readonly input: InputOf<Each>;
    /** The connection that this step is for, where it is another than the rest's. */
    readonly connection?: string;
  };
}[Id];

/** What is wanted: steps that are agreed to as one and applied in this order. */
export interface Proposal {
  readonly steps: readonly ProposedStep[];
  /** Why, for the person who approves. */
  readonly reason?: string;
}

/** One organisation, or all that are declared, ready to be asked. Operations are named by their ids. */
export interface Steward {
  /**
   * Runs a read and gives the provider's answer as JSON: for a list, one page.
   * @throws StewardError; `code` says what happened, `hint` what to do.
   *
   * @example
   * const { data } = await openai.read('openai.projects.list', { limit: 5 });
   */
  read<Id extends ReadId>(operation: Id, ...given: Given<Id>): Promise<AnswerOf<Id>>;
  /** Every item of a list, over all its pages, fetched as they are asked for. */
  items<Id extends ListId>(operation: Id, ...given: Given<Id>): AsyncGenerator<ItemOf<Id>>;
  /**
   * Asks a report for a period, over all its pages: sums that are exact, and names for ids.
   * @throws StewardError as `read`; an InputError for a period or a dimension that the report does not have.
   *
   * @example
   * const { groups, total } = await openai.report('openai.usage.costs', { since: '30d', by: ['project'] });
   */
  report<Id extends ReportId>(operation: Id, question?: Question<Id>): Promise<Report<Id>>;
  /**
   * Proposes a change of one or more steps. Nothing is sent but reads; a person agrees with `steward approve`.
   * @throws PolicyError where policy or a guard denies it.
   */
  propose(proposal: Proposal): Promise<ChangeView>;
  /** A change as it stands: its plan, its approvals, its receipt. */
  change(id: string): Promise<ChangeView>;
  /**
   * Applies a change that was approved, once.
   * @throws PolicyError when an approval is missing or no longer counts; nothing was sent then.
   */
  apply(id: string): Promise<Receipt>;
  /** Proposes what takes an applied change back. */
  undo(id: string): Promise<ChangeView>;
  /** Lets go of the state folder's files. */
  close(): Promise<void>;
}
