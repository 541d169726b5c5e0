import type { Plane, ProviderId } from '../providers/index.ts';

/** Where a connection's credential comes from. Never a literal value. */
export type CredentialSource =
  | { readonly kind: 'environment'; readonly variable: string }
  | { readonly kind: 'keychain'; readonly name: string }
  | { readonly kind: 'command'; readonly command: string; readonly ttlSeconds: number }
  | { readonly kind: 'sandbox'; readonly value: string };

/** One provider organisation that can be reached. */
export interface Connection {
  readonly name: string;
  readonly provider: ProviderId;
  /** Where the provider has planes; undefined until the kind of key tells. */
  readonly plane: Plane | undefined;
  readonly credential: CredentialSource;
  /** A credential that may only read. Reads use it where there is one, and only an approved change the other. */
  readonly readCredential?: CredentialSource | undefined;
  readonly baseUrl: string;
  /** Whether calls are spaced to what the provider is known to accept. */
  readonly paced: boolean;
  /** Where this connection was declared: a file, or the environment. */
  readonly origin: string;
}

/** Where operations of no provider run: nobody is reached, and no credential is needed. */
export interface ThisMachine {
  readonly name: 'this-machine';
  readonly provider: null;
  readonly baseUrl: 'file:///';
}

export const thisMachine: ThisMachine = { name: 'this-machine', provider: null, baseUrl: 'file:///' };

/** Where an operation runs. */
export type Place = Connection | ThisMachine;

export function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(url.hostname);
}

/** A sentence part that says where the credential of a connection comes from. */
export function describeSource(source: CredentialSource): string {
  switch (source.kind) {
    case 'environment':
      return `the environment variable ${source.variable}`;
    case 'keychain':
      return `the keychain's entry ${source.name}`;
    case 'command':
      return `the command «${source.command}»`;
    case 'sandbox':
      return 'the sandbox';
  }
}
