import type { Plane, Provider } from '../catalogue/define.ts';

/** What a credential is, as far as its prefix tells. Prefixes: the providers' pages on keys and authentication. */
export interface KeyKind {
  readonly name: string;
  readonly provider: Provider | undefined;
  /** The Anthropic plane that it opens. */
  readonly plane?: Plane;
  /** True for a token that a person gave by signing in: some operations take no key. */
  readonly oauth?: true;
  /** `never`: the provider refuses it on every administration path, so it is not sent there. */
  readonly administers: 'yes' | 'perhaps' | 'never';
}

const kinds: readonly (KeyKind & { readonly prefix: string })[] = [
  { prefix: 'sk-ant-admin', name: 'Anthropic admin key', provider: 'anthropic', plane: 'console', administers: 'yes' },
  {
    prefix: 'sk-ant-oat',
    name: 'Anthropic OAuth token',
    provider: 'anthropic',
    plane: 'console',
    oauth: true,
    administers: 'yes',
  },
  {
    prefix: 'sk-ant-api01-',
    name: 'Claude Enterprise scoped key',
    provider: 'anthropic',
    plane: 'enterprise',
    administers: 'yes',
  },
  { prefix: 'sk-ant-api', name: 'Anthropic inference key', provider: 'anthropic', administers: 'perhaps' },
  { prefix: 'sk-admin-', name: 'OpenAI admin key', provider: 'openai', administers: 'yes' },
  { prefix: 'sk-proj-', name: 'OpenAI project key', provider: 'openai', administers: 'never' },
  { prefix: 'sk-svcacct-', name: 'OpenAI service account key', provider: 'openai', administers: 'never' },
];

export function kindOfKey(key: string): KeyKind {
  return (
    kinds.find(({ prefix }) => key.startsWith(prefix)) ?? {
      name: 'key of an unknown kind',
      provider: undefined,
      administers: 'perhaps',
    }
  );
}
