import type { ProviderOperation } from '../catalogue/define.ts';
import { ConnectionError, CredentialError, isStewardError, ProviderError } from '../errors.ts';
import { cleanText } from '../internal/clean-text.ts';
import { redactShapes } from '../internal/redact.ts';
import { providerOf } from '../providers/index.ts';
import { kindOfKey } from '../providers/key-kinds.ts';
import type { FailedCall, Meaning } from '../providers/provider.ts';
import type { Connection } from './connection.ts';
import type { Secret } from './secret.ts';

export interface Circumstances {
  readonly connection: Connection;
  readonly operation: ProviderOperation;
  readonly credential: Secret;
}

/** Any failure of a client's call, as ours: what happened to what, and what to do next. Keys never reach the message. */
export function fromSdkError(error: unknown, circumstances: Circumstances): Error {
  if (isStewardError(error)) return error;
  if (!(error instanceof Error)) return new Error(String(error));
  const failed = providerOf(circumstances.operation.provider).readError(error);
  if (failed?.status !== undefined) return answered(failed, failed.status, circumstances);
  if (error instanceof SyntaxError) return unreadable('was cut off or is not JSON', circumstances, error);
  if (isAbort(error)) return new ConnectionError('cancelled', `${circumstances.operation.id} was cancelled.`);
  return failed || isNetworkError(error) ? unreachable(error, circumstances) : error;
}

/** The answer came, but cannot be read: a proxy's page, or the beginning of a body. */
export function unreadable(how: string, { connection, operation }: Circumstances, cause?: unknown): ProviderError {
  return new ProviderError(
    'provider',
    'answer_unreadable',
    `The answer to ${operation.id} from ${hostOf(connection)} ${how}.`,
    {
      hint: `Check that ${connection.baseUrl} is the provider's API and not a proxy or a login page, then try again.`,
      cause,
    },
  );
}

function answered(
  { message, requestId }: FailedCall,
  status: number,
  { connection, operation, credential }: Circumstances,
): Error {
  const said = message === undefined ? 'it gave no reason' : redactShapes(cleanText(message, 400));
  const details = { status, ...(requestId !== undefined && { requestId }) };
  const sentence = `${operation.id} on ${connection.name} was refused (${status}): ${said}`;
  const known = reasons.find(({ says, at }) => at.includes(status) && says.test(said));
  if (known) return refusedFor(known, sentence, details, credential);
  if (status === 401) {
    return new CredentialError('credential_refused', sentence, {
      ...details,
      hint: hintForRefusedKey(credential, connection),
    });
  }
  if (status === 403) {
    return new CredentialError('scope_missing', sentence, {
      ...details,
      hint: `The ${kindOfKey(credential.reveal()).name} does not reach this. What it does reach can be checked.`,
      advice: { action: 'check_keys' },
    });
  }
  if (status >= 300 && status < 400) return redirected(status, { connection, operation, credential });
  const { kind, code, hint } =
    providerOf(operation.provider).meanings?.[status] ?? meanings[status] ?? (status >= 500 ? failure : refusal);
  return new ProviderError(
    kind,
    code,
    status >= 500 ? `${operation.id} on ${connection.name} failed at the provider (${status}): ${said}` : sentence,
    {
      ...details,
      hint,
    },
  );
}

/** What a provider's own words tell better than its status. */
interface KnownReason {
  readonly says: RegExp;
  /** Statuses under which they mean that. */
  readonly at: readonly number[];
  readonly code: string;
  readonly hint: string;
  /** Set where another key would do. */
  readonly ofKey?: true;
}

const reasons: readonly KnownReason[] = [
  {
    says: /\bscopes?\b|insufficient permissions/i,
    at: [401, 403],
    code: 'scope_missing',
    hint: 'The %s is valid, but was made without this scope; a new key with it is needed. What it reaches can be checked.',
    ofKey: true,
  },
  {
    says: /\bip (?:address|allow)|allow-?list|not authorized from this/i,
    at: [401, 403],
    code: 'address_refused',
    hint: 'The organization takes calls from certain addresses only. Call from one of them, or add this one there.',
    ofKey: true,
  },
  {
    says: /\b(?:unsupported|not supported).{0,20}\b(?:country|region|territory)/i,
    at: [401, 403],
    code: 'country_refused',
    hint: 'The provider does not serve the country that the call came from.',
    ofKey: true,
  },
  {
    says: /insufficient_quota|spend limit|credit balance|billing/i,
    at: [402, 429],
    code: 'out_of_funds',
    hint: 'Waiting does not help: a limit of money was reached. See limits and billing of the organization.',
  },
];

function refusedFor(
  { code, hint, ofKey }: KnownReason,
  sentence: string,
  details: { readonly status: number; readonly requestId?: string },
  credential: Secret,
): Error {
  const said = { ...details, hint: hint.replace('%s', kindOfKey(credential.reveal()).name) };
  if (!ofKey) return new ProviderError('provider', code, sentence, said);
  return new CredentialError(code, sentence, {
    ...said,
    ...(code === 'scope_missing' && { advice: { action: 'check_keys' } }),
  });
}

/** Somebody between here and the provider, as a rule: a proxy, a login page, an address that has moved. */
function redirected(status: number, { connection, operation }: Circumstances): ConnectionError {
  return new ConnectionError(
    'redirected',
    `${hostOf(connection)} answered ${operation.id} with a redirect (${status}), which is not followed: a key goes nowhere else.`,
    { hint: `Check that ${connection.baseUrl} is the provider's API, and correct the base URL of ${connection.name}.` },
  );
}

const refusal: Meaning = {
  kind: 'provider',
  code: 'provider_refused',
  hint: 'The provider says what it does not accept; change the input.',
};
const failure: Meaning = {
  kind: 'provider',
  code: 'provider_failed',
  hint: 'Wait a moment and try again; the request id helps the provider’s support.',
};

const meanings: Readonly<Record<number, Meaning>> = {
  404: {
    kind: 'not_found',
    code: 'not_found',
    hint: 'Check the id with the list of the same resource. Some beta endpoints also answer 404 until they are switched on for the organization.',
  },
  409: {
    kind: 'provider',
    code: 'conflict',
    hint: 'Something else changed it at the same time. Read it again before trying again.',
  },
  429: {
    kind: 'provider',
    code: 'rate_limited',
    hint: 'The provider wants fewer calls. Wait a minute, or ask for less at once.',
  },
};

function hintForRefusedKey(credential: Secret, { provider }: Connection): string {
  const kind = kindOfKey(credential.reveal());
  if (kind.administers === 'perhaps' && kind.provider === provider) {
    return `This looks like an inference key (${kind.name}), not an admin key. Organization admins create admin keys at ${providerOf(provider).keysAt}.`;
  }
  return `The ${kind.name} may be revoked, expired, or of another organization. Replace it where the connection takes it from.`;
}

function unreachable(error: Error, { connection, operation }: Circumstances): ConnectionError {
  const reason = innermost(error);
  return new ConnectionError(
    'unreachable',
    `${hostOf(connection)} could not be reached for ${operation.id}: ${reason}.`,
    {
      hint: hintForUnreachable(reason, connection),
      cause: error,
    },
  );
}

const untrusted = /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_(?:UNTRUSTED|SIGNATURE)|unable to verify/;

function hintForUnreachable(reason: string, { name, baseUrl }: Connection): string {
  const check = `Check the network and the base URL of connection ${name} (${baseUrl}).`;
  // Plain http is for this machine only, and no proxy stands before it.
  if (new URL(baseUrl).protocol === 'http:') return check;
  if (untrusted.test(reason))
    return 'Its certificate is signed by nobody whom Node.js knows. Where a company’s own authority signs, set NODE_EXTRA_CA_CERTS to the file of its certificate.';
  return `${check} Behind a proxy, set HTTPS_PROXY to its address and NODE_USE_ENV_PROXY=1, without which Node.js does not use it.`;
}

/** The innermost cause says most, such as `ECONNREFUSED`. */
function innermost(error: Error): string {
  let cause: unknown = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  const { code, message } = cause as { code?: unknown; message: string };
  return redactShapes(cleanText(typeof code === 'string' ? code : message, 200));
}

function hostOf({ baseUrl }: Connection): string {
  return new URL(baseUrl).host;
}

function isNetworkError(error: Error): boolean {
  return error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated');
}

function isAbort(error: Error): boolean {
  return error.name === 'AbortError' || error.constructor.name === 'APIUserAbortError';
}
