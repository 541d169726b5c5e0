import { readFileSync } from 'node:fs';
import type { AnyOperation } from '../../catalogue/define.ts';
import { CredentialError, InputError } from '../../errors.ts';
import type { Environment } from '../../internal/environment.ts';
import { redactKnown, rememberSecret } from '../../internal/redact.ts';
import type { Json } from './record.ts';

/**
 * A change is a file that people read, so a parameter that is a secret is given as the place where it is kept:
 * `env:NAME` or `file:/path`. It is fetched when the change is applied.
 * @throws InputError when the secret itself was given, or any other secret stands in the input.
 */
export function refuseSecretsIn(operation: AnyOperation, input: Json): void {
  for (const name of secretNames(operation)) {
    const texts = textsOf(input[name]);
    if (texts.every(isReference)) continue;
    throw new InputError('secret_in_input', `${operation.id}: ${name} holds a secret, which a change must not.`, {
      hint: 'Write where it is kept instead, env:NAME or file:/path; it is fetched when the change is applied.',
    });
  }
  if (redactKnown(input) === input) return;
  throw new InputError('secret_in_input', `The input of ${operation.id} holds a secret, which a change must not.`, {
    hint: 'Take the key out of it. If it came from a conversation, it is no longer secret: replace it at the provider.',
  });
}

/** The input as it is sent, with secrets fetched from where they are kept. */
export function withSecrets(operation: AnyOperation, input: Json, environment: Environment): Json {
  const names = secretNames(operation).filter((name) => input[name] !== undefined);
  if (names.length === 0) return input;
  return { ...input, ...Object.fromEntries(names.map((name) => [name, fetched(input[name], environment)])) };
}

function secretNames(operation: AnyOperation): readonly string[] {
  return operation.risk === 'read' ? [] : ((operation.secretInput ?? []) as readonly string[]);
}

function fetched(value: unknown, environment: Environment): unknown {
  if (typeof value === 'string') return fetchSecret(value, environment);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fetched(each, environment)]));
}

function fetchSecret(reference: string, environment: Environment): string {
  const [, kind, place = ''] = reference.match(referenceShape) ?? [];
  const secret = kind === 'env' ? environment[place] : readFile(place);
  if (!secret) {
    throw new CredentialError('secret_missing', `There is no secret at ${reference}.`, {
      hint: 'Put it there and apply the change again. Nothing was sent.',
    });
  }
  rememberSecret(secret.trim());
  return secret.trim();
}

function readFile(place: string): string | undefined {
  try {
    return readFileSync(place, 'utf8');
  } catch {
    return undefined;
  }
}

const referenceShape = /^(env|file):(.+)$/;

function isReference(text: string): boolean {
  return referenceShape.test(text);
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
