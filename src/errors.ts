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

export interface ErrorDetails {
  /** What the reader can do next, as a full sentence. */
  readonly hint?: string;
  /** The parameter that is wrong, by its own name; each door words it: a flag, a property of a tool's input. */
  readonly parameter?: string;
  /** The values that the parameter takes, where they can be counted. */
  readonly allowed?: readonly string[];
  readonly cause?: unknown;
}

export class StewardError extends Error {
  override readonly name: string = 'StewardError';
  readonly kind: ErrorKind;
  /** Stable, snake_case; programs match on this and never on the message. */
  readonly code: string;
  readonly hint: string | undefined;
  readonly parameter: string | undefined;
  readonly allowed: readonly string[] | undefined;

  constructor(kind: ErrorKind, code: string, message: string, { hint, parameter, allowed, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    this.code = code;
    this.hint = hint;
    this.parameter = parameter;
    this.allowed = allowed;
  }
}

/** The caller's words are wrong: an unknown flag, a value out of bounds, an id of another kind. */
export class InputError extends StewardError {
  override readonly name = 'InputError';
  constructor(code: string, message: string, details?: ErrorDetails) {
    super('input', code, message, details);
  }
}

/** A configuration file is wrong or holds what it must not. */
export class ConfigError extends StewardError {
  override readonly name = 'ConfigError';
  constructor(code: string, message: string, details?: ErrorDetails) {
    super('config', code, message, details);
  }
}

/** A credential is missing, of the wrong kind, refused, or lacks a scope. */
export class CredentialError extends StewardError {
  override readonly name = 'CredentialError';
  /** HTTP status when a provider refused the credential. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  constructor(code: string, message: string, details: ErrorDetails & { status?: number; requestId?: string } = {}) {
    super('credential', code, message, details);
    this.status = details.status;
    this.requestId = details.requestId;
  }
}

/** Steward may not do this: policy, or a change without the approval it needs. */
export class PolicyError extends StewardError {
  override readonly name = 'PolicyError';
  constructor(code: string, message: string, details?: ErrorDetails) {
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
    message: string,
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
  constructor(code: string, message: string, details?: ErrorDetails) {
    super('connection', code, message, details);
  }
}

/** A guard over `instanceof`, since bundles duplicate classes. */
export function isStewardError(error: unknown): error is StewardError {
  return error instanceof Error && 'kind' in error && 'code' in error && 'hint' in error;
}
