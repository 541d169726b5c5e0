import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CredentialError } from '../errors.ts';
import type { Environment } from '../internal/environment.ts';
import { holdsSecret, rememberSecret } from '../internal/redact.ts';
import { providerOf } from '../providers/index.ts';
import { type KeyKind, kindOfKey } from '../providers/key-kinds.ts';
import { type Connection, type CredentialSource, describeSource } from './connection.ts';
import { readKeychain } from './keychain.ts';
import { Secret } from './secret.ts';
import { keyFrom } from './written-key.ts';

const run = promisify(execFile);

const commandTimeoutMs = 30_000;

/** What a credential is wanted for: a connection may have one that only reads. */
export type CredentialUse = 'read' | 'write';

/** Fetches credentials from where connections say they are, and keeps those of commands for as long as they may be. */
export class Credentials {
  readonly #environment: Environment;
  readonly #fromCommands = new Map<string, { readonly secret: Secret; readonly until: number }>();
  readonly #kinds = new Map<string, KeyKind>();

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * The credential, once it is certain that it may be sent to this connection's provider: the one that only reads, where
   * there is one and nothing is to be changed.
   */
  async of(connection: Connection, use: CredentialUse = 'read'): Promise<Secret> {
    const source = sourceOf(connection, use);
    const secret = new Secret(keyFrom((await this.#fetch(source)).reveal(), describeSource(source)));
    this.#kinds.set(JSON.stringify(source), kindOfKey(secret.reveal()));
    refuseWrongKind(connection, source, secret);
    rememberSecret(secret.reveal());
    return secret;
  }

  /**
   * What kind of key the connection has, as far as it can be told without asking a keychain or running a command: from
   * what was fetched before, or lies at hand.
   */
  knownKind(connection: Connection, use: CredentialUse): KeyKind | undefined {
    const source = sourceOf(connection, use);
    const written = source.kind === 'sandbox' ? source.value : this.#inVariable(source);
    return written ? kindOfKey(keyFrom(written, describeSource(source))) : this.#kinds.get(JSON.stringify(source));
  }

  async #fetch(source: CredentialSource): Promise<Secret> {
    switch (source.kind) {
      case 'sandbox':
        return new Secret(source.value);
      case 'environment':
        return this.#fromVariable(source.variable);
      case 'keychain':
        return new Secret(await readKeychain(source.name));
      case 'command':
        return this.#fromCommand(source.command, source.ttlSeconds);
    }
  }

  #fromVariable(variable: string): Secret {
    const value = this.#inVariable({ kind: 'environment', variable });
    if (value) return new Secret(value);
    throw new CredentialError('credential_missing', `The environment variable ${variable} is not set.`, {
      hint: `Set ${variable} to an admin key, or change the connection's credential.`,
    });
  }

  #inVariable(source: CredentialSource): string | undefined {
    return source.kind === 'environment' ? this.#environment[source.variable]?.trim() : undefined;
  }

  async #fromCommand(command: string, ttlSeconds: number): Promise<Secret> {
    const kept = this.#fromCommands.get(command);
    if (kept && kept.until > Date.now()) return kept.secret;
    const printed = await outputOf(command, this.#environment);
    if (printed === '') {
      throw new CredentialError('credential_command_empty', `The credential command «${command}» printed nothing.`, {
        hint: 'It should print the key, and nothing else, to standard output.',
      });
    }
    const secret = new Secret(printed);
    this.#fromCommands.set(command, { secret, until: Date.now() + ttlSeconds * 1000 });
    return secret;
  }
}

function sourceOf({ credential, readCredential }: Connection, use: CredentialUse): CredentialSource {
  return use === 'read' && readCredential ? readCredential : credential;
}

async function outputOf(command: string, environment: Environment): Promise<string> {
  try {
    const [shell, flag] = process.platform === 'win32' ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
    const { stdout } = await run(shell, [flag, command], { timeout: commandTimeoutMs, env: withoutKeys(environment) });
    return stdout.trim();
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    throw new CredentialError(
      'credential_command_failed',
      `The credential command «${command}» failed (${code ?? 'timed out'}).`,
      {
        hint: 'Run it by itself to see why. Its output is not shown here, since it may hold a key.',
      },
    );
  }
}

/** A command that fetches one key has no use for the others. */
function withoutKeys(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => !holdsSecret(value ?? '')));
}

/** A key of the other provider is never sent, and neither is one that administration paths always refuse. */
function refuseWrongKind(connection: Connection, source: CredentialSource, secret: Secret): void {
  const kind = kindOfKey(secret.reveal());
  const where = describeSource(source);
  const { variables, keysAt } = providerOf(connection.provider);
  if (kind.provider !== undefined && kind.provider !== connection.provider) {
    throw new CredentialError(
      'key_of_other_provider',
      `Connection ${connection.name} is for ${connection.provider}, but ${where} holds an ${kind.name}.`,
      {
        hint: `Put an admin key of ${connection.provider} there. Nothing was sent.`,
      },
    );
  }
  if (kind.administers === 'never') {
    throw new CredentialError(
      'inference_key',
      `${sentence(where)} holds an ${kind.name}, which administration endpoints always refuse.`,
      {
        hint: `Put an admin key there (${variables.key}); organization owners create them at ${keysAt}. Nothing was sent.`,
      },
    );
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
