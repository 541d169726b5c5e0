export type { AnyOperation, FieldChange, Operation, Risk } from './catalogue/define.ts';
export { catalogue, everyOperation, findOperation, operationById } from './catalogue/index.ts';
export type {
  AnswerOf,
  InputOf,
  ItemOf,
  ListId,
  OperationId,
  ReadId,
  ReportId,
  WriteId,
} from './catalogue/typed.ts';
export {
  ConfigError,
  ConnectionError,
  CredentialError,
  type ErrorKind,
  InputError,
  isStewardError,
  PolicyError,
  ProviderError,
  StewardError,
} from './errors.ts';
export type { Outcome, Receipt, StepReceipt } from './gate/change/progress.ts';
export type { ChangeView, Status, StepView } from './gate/lifecycle/describe.ts';
export type { OnProgress, Progress } from './internal/progress.ts';
export type { Paging, Plane, ProviderId } from './providers/index.ts';
export type { DoorOptions as ConnectOptions } from './session/open.ts';
export { connect } from './surfaces/library/connect.ts';
export type { Question, Report, ReportGroup, ReportRow } from './surfaces/library/report.ts';
export type { Proposal, ProposedStep, Steward } from './surfaces/library/steward.ts';
