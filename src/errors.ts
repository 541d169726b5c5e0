/**
 * The error family. Every failure that a user can meet is a `StewardError` with a stable `code`, a sentence that says
 * what happened to what, and a `hint` with the next step. Kinds are sorted by who can mend them. Failures outside this
 * family are our own defects, and surfaces report them as such.
 */
export type ErrorKind =
  | 'input'
  | 'config'
  | 'credential'
  | 'policy'
  | 'not_found'
  | 'provider'
  | 'connection'
  | 'defect';

/** How a door writes the name of a parameter: `--by` for people, `by` for a model and for a program. */
export type Naming = (parameter: string) => string;

/** A sentence. It is a function where it speaks of parameters, since each door writes their names in its own way. */
export type Sentence = string | ((name: Naming) => string);

/**
 * Something that can be done next. Each door says how: by a command, by a tool, by a person at a terminal. What a hint
 * leads up to, so that the two make one sentence.
 */
export type Advice =
  | {
      readonly action:
        | 'acknowledge_loss'
        | 'carry_over_approvers'
        | 'check_keys'
        | 'enroll'
        | 'explain_policy'
        | 'list_changes'
        | 'list_operations'
        | 'list_reports'
        | 'propose'
        | 'read_journal'
        | 'resume'
        | 'run_sandbox'
        | 'sign_policy'
        | 'trust_config'
        | 'try_sandbox'
        | 'verify_journal'
        | 'write_policy';
    }
  | { readonly action: 'approve' | 'show_change'; readonly change: string }
  | { readonly action: 'keep_key'; readonly entry: string }
  | { readonly action: 'run'; readonly operation: string };

/** A sentence with what can be done about it. */
export interface Notice {
  readonly text: string;
  readonly advice?: Advice;
}

export interface ErrorDetails {
  /** What the reader can do next, as a full sentence. */
  readonly hint?: Sentence | undefined;
  readonly advice?: Advice | undefined;
  /** The parameter or option that this is about, in snake_case. */
  readonly parameter?: string | undefined;
  /** What may stand there, where that is a short list. */
  readonly allowed?: readonly string[] | undefined;
  readonly cause?: unknown;
}

export class StewardError extends Error {
  override readonly name: string = 'StewardError';
  readonly kind: ErrorKind;
  /** Stable, snake_case; programs match on this and never on the message. */
  readonly code: string;
  readonly hint: string | undefined;
  readonly advice: Advice | undefined;
  readonly parameter: string | undefined;
  readonly allowed: readonly string[] | undefined;
  readonly #message: Sentence;
  readonly #hint: Sentence | undefined;

  constructor(kind: ErrorKind, code: string, message: Sentence, details: ErrorDetails = {}) {
    const { hint = choiceOf(details), advice, parameter, allowed, cause } = details;
    super(said(message, asItIs), cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.hint = hint === undefined ? undefined : said(hint, asItIs);
    this.advice = advice;
    this.parameter = parameter;
    this.allowed = allowed;
    this.#message = message;
    this.#hint = hint;
  }

  /** Message and hint with parameters named as a door names them. */
  named(name: Naming): { readonly message: string; readonly hint: string | undefined } {
    return { message: said(this.#message, name), hint: this.#hint === undefined ? undefined : said(this.#hint, name) };
  }
}

/** What may stand there, as a hint where nothing better was said. */
function choiceOf({ parameter, allowed }: ErrorDetails): Sentence | undefined {
  if (parameter === undefined || allowed === undefined) return undefined;
  return (name) => `${name(parameter)} takes ${allowed.join(', ') || 'nothing here'}.`;
}

const asItIs: Naming = (parameter) => parameter;

function said(sentence: Sentence, name: Naming): string {
  return typeof sentence === 'string' ? sentence : sentence(name);
}

/** The caller's words are wrong: an unknown flag, a value out of bounds, an id of another kind. */
export class InputError extends StewardError {
  override readonly name = 'InputError';
  constructor(code: string, message: Sentence, details?: ErrorDetails) {
    super('input', code, message, details);
  }
}

/** A configuration file is wrong or holds what it must not. */
export class ConfigError extends StewardError {
  override readonly name = 'ConfigError';
  constructor(code: string, message: Sentence, details?: ErrorDetails) {
    super('config', code, message, details);
  }
}

/** A credential is missing, of the wrong kind, refused, or lacks a scope. */
export class CredentialError extends StewardError {
  override readonly name = 'CredentialError';
  /** HTTP status when a provider refused the credential. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  constructor(code: string, message: Sentence, details: ErrorDetails & { status?: number; requestId?: string } = {}) {
    super('credential', code, message, details);
    this.status = details.status;
    this.requestId = details.requestId;
  }
}

/** Steward may not do this: policy, or a change without the approval it needs. */
export class PolicyError extends StewardError {
  override readonly name = 'PolicyError';
  constructor(code: string, message: Sentence, details?: ErrorDetails) {
    super('policy', code, message, details);
  }
}

/** The provider answered with a refusal or a failure. */
export class ProviderError extends StewardError {
  override readonly name = 'ProviderError';
  /** HTTP status; undefined when the answer could not be read at all. */
  readonly status: number | undefined;
  /** The provider's id of the request, for its support. */
  readonly requestId: string | undefined;
  constructor(
    kind: 'provider' | 'not_found',
    code: string,
    message: Sentence,
    details: ErrorDetails & { status?: number; requestId?: string } = {},
  ) {
    super(kind, code, message, details);
    this.status = details.status;
    this.requestId = details.requestId;
  }
}

/** The provider could not be reached, or the connection broke before an answer. */
export class ConnectionError extends StewardError {
  override readonly name = 'ConnectionError';
  constructor(code: string, message: Sentence, details?: ErrorDetails) {
    super('connection', code, message, details);
  }
}

/** A guard over `instanceof`, since bundles duplicate classes. */
export function isStewardError(error: unknown): error is StewardError {
  return error instanceof Error && 'kind' in error && 'code' in error && 'hint' in error;
}
