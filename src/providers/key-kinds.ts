import { type Plane, type ProviderId, providers } from './index.ts';
import type { KeyDefinition } from './provider.ts';

/** What a credential is, as far as its prefix tells. */
export interface KeyKind extends Omit<KeyDefinition<Plane>, 'prefix'> {
  readonly provider: ProviderId | undefined;
}

export function kindOfKey(key: string): KeyKind {
  return (
    kinds.find(({ prefix }) => key.startsWith(prefix)) ?? {
      name: 'key of an unknown kind',
      provider: undefined,
      administers: 'perhaps',
    }
  );
}

/** The longer of two prefixes that fit tells more. */
const kinds = providers
  .flatMap(({ id, keys }) => keys.map((each) => ({ ...each, provider: id })))
  .sort((a, b) => b.prefix.length - a.prefix.length);
