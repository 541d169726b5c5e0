import { readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AnyOperation } from '../../catalogue/define.ts';
import { readKeychain } from '../../connections/keychain.ts';
import { CredentialError, InputError, PolicyError } from '../../errors.ts';
import type { Environment } from '../../internal/environment.ts';
import { redactKnown, rememberSecret } from '../../internal/redact.ts';
import { globMatches } from '../policy/match.ts';
import type { ListedSecret } from '../policy/schema.ts';
import type { Json } from './record.ts';

/** Where secrets may come from, and where never. */
export interface SecretPlaces {
  /** What the policy in force lists. */
  readonly listed: readonly ListedSecret[];
  readonly environment: Environment;
  /** Variables that hold the credential of a connection. */
  readonly credentialVariables: readonly string[];
  /** Keychain entries that do. */
  readonly credentialEntries: readonly string[];
  /** What Steward itself keeps: state and configuration. */
  readonly ownFolders: readonly string[];
}

/** A secret that an input names, and where it is kept. */
export interface NamedSecret {
  readonly name: string;
  readonly source: string;
}

/**
 * A change is a record that people read, so a parameter that is a secret names one that policy lists: `secret:NAME`. It is
 * fetched when the step is sent.
 * @throws InputError when the secret itself was given, or any other secret stands in the input; PolicyError for one that
 * policy does not list for this operation.
 */
export function refuseSecretsIn(operation: AnyOperation, input: Json, listed: readonly ListedSecret[]): void {
  for (const name of secretNames(operation)) {
    for (const text of textsOf(input[name])) listedSecret(text, operation, listed, name);
  }
  if (redactKnown(input) === input) return;
  throw new InputError('secret_in_input', `The input of ${operation.id} holds a secret, which a change must not.`, {
    hint: 'Take the key out of it. If it came from a conversation, it is no longer secret: replace it at the provider.',
  });
}

/** The secrets that an input names, for whoever decides about it. */
export function secretsNamedIn(operation: AnyOperation, input: Json, listed: readonly ListedSecret[]): NamedSecret[] {
  const texts = secretNames(operation).flatMap((name) => textsOf(input[name]));
  return texts.map((text) => {
    const name = nameIn(text) ?? text;
    const source = listed.find((each) => each.name === name)?.source ?? 'no place that policy lists';
    return { name, source };
  });
}

/**
 * The input as it is sent, with secrets fetched from where they are kept.
 * @throws CredentialError when there is none; PolicyError for a place that no secret may come from.
 */
export async function withSecrets(operation: AnyOperation, input: Json, places: SecretPlaces): Promise<Json> {
  const fetched: [string, unknown][] = [];
  for (const name of secretNames(operation)) {
    if (input[name] !== undefined) fetched.push([name, await resolved(input[name], operation, name, places)]);
  }
  return fetched.length === 0 ? input : { ...input, ...Object.fromEntries(fetched) };
}

function secretNames(operation: AnyOperation): readonly string[] {
  return operation.risk === 'read' ? [] : ((operation.secretInput ?? []) as readonly string[]);
}

async function resolved(value: unknown, operation: AnyOperation, name: string, places: SecretPlaces): Promise<unknown> {
  if (typeof value === 'string') {
    const { source } = listedSecret(value, operation, places.listed, name);
    return fetched(source, places);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries: [string, unknown][] = [];
  for (const [key, each] of Object.entries(value)) entries.push([key, await resolved(each, operation, name, places)]);
  return Object.fromEntries(entries);
}

function listedSecret(
  text: string,
  operation: AnyOperation,
  listed: readonly ListedSecret[],
  parameter: string,
): ListedSecret {
  const fitting = listed.filter(({ operations }) =>
    [operations].flat().some((glob) => globMatches(glob, operation.id)),
  );
  const name = nameIn(text);
  const names = fitting.map((each) => `secret:${each.name}`);
  if (name === undefined) {
    throw new InputError('secret_in_input', `${operation.id}: ${parameter} is a secret, which a change only names.`, {
      parameter,
      hint:
        names.length > 0
          ? `Write ${names.join(' or ')}, as the policy lists.`
          : 'Write secret:NAME. Whoever keeps the policy lists the name and where it is kept, under secrets.',
    });
  }
  const found = fitting.find((each) => each.name === name);
  if (found) return found;
  throw new PolicyError('secret_not_listed', `The policy lists no secret «${name}» for ${operation.id}.`, {
    hint: names.length > 0 ? `It lists: ${names.join(', ')}.` : 'Whoever keeps the policy can list it under secrets.',
  });
}

function nameIn(text: string): string | undefined {
  return /^secret:([a-z0-9-]+)$/.exec(text)?.[1];
}

async function fetched(source: string, places: SecretPlaces): Promise<string> {
  const [kind = '', ...rest] = source.split(':');
  const place = rest.join(':');
  refuseCredential(kind, place, source, places);
  const secret = (await readers[kind]?.(place, places))?.trim();
  if (!secret) {
    throw new CredentialError('secret_missing', `There is no secret at ${source}.`, {
      hint: 'Put it there and apply the change again. Nothing was sent.',
    });
  }
  rememberSecret(secret);
  return secret;
}

const readers: Readonly<Record<string, (place: string, places: SecretPlaces) => Promise<string | undefined>>> = {
  env: async (name, { environment }) => environment[name],
  keychain: (name) => readKeychain(name),
  file: async (file, places) => textIn(file, places),
};

/** The keys to the organisations themselves are no secrets that could be sent somewhere. */
function refuseCredential(
  kind: string,
  place: string,
  source: string,
  { credentialVariables, credentialEntries }: SecretPlaces,
): void {
  const isCredential =
    (kind === 'env' && credentialVariables.includes(place)) ||
    (kind === 'keychain' && credentialEntries.includes(place));
  if (isCredential) throw notFrom(source, 'is the credential of a connection');
}

function textIn(file: string, { ownFolders }: SecretPlaces): string | undefined {
  let real: string;
  try {
    real = realpathSync(file);
  } catch {
    return undefined;
  }
  const isWithin = (folder: string) => real === folder || real.startsWith(`${folder}${path.sep}`);
  if (ownFolders.map(realOf).some(isWithin))
    throw notFrom(`file:${file}`, 'stands in a folder that Steward itself keeps');
  if (!statSync(real).isFile()) return undefined;
  return readFileSync(real, 'utf8');
}

function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}

function notFrom(source: string, why: string): PolicyError {
  return new PolicyError('secret_forbidden', `No secret is taken from ${source}: it ${why}.`, {
    hint: 'Keep the secret somewhere else, and let the policy say where. Nothing was sent.',
  });
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}
