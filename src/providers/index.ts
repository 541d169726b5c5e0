import { rememberShapes } from '../internal/redact.ts';
import { all } from './all.ts';
import type { ProviderDefinition } from './provider.ts';

type Each = (typeof all)[number];

/** Every provider. */
export const providers: readonly Provider[] = all;

export type ProviderId = Each['id'];

/** A kind of organisation that some provider has. */
export type Plane = Each['planes'][number]['id'];

/** How a list continues: the name of one of its provider's ways. */
export type Paging = { [P in Each as P['id']]: keyof P['pages'] }[ProviderId];

/** The client of each provider, as its operations' `call` takes it. Only that of the operation's own can be reached. */
export type Clients = { readonly [P in Each as P['id']]: Awaited<ReturnType<P['loadClient']>> };

/** Any provider, as shared code sees it. */
export type Provider = ProviderDefinition<ProviderId, unknown, Plane>;

/** Whoever knows the providers has told what their secrets look like: nothing can be read from one, or shown, before. */
rememberShapes(providers.flatMap(({ secrets }) => secrets));

export function providerOf(id: ProviderId): Provider {
  const found = providers.find((provider) => provider.id === id);
  if (found) return found;
  throw new Error(`There is no provider ${id}.`);
}
