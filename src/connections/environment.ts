import type { Provider } from '../catalogue/define.ts';
import { ConfigError } from '../errors.ts';
import { type Connection, defaultBaseUrls, isLoopback } from './connection.ts';

/** Variables that make a connection without any file. */
export const environmentVariables: Readonly<Record<Provider, { readonly key: string; readonly baseUrl: string }>> = {
  anthropic: { key: 'ANTHROPIC_ADMIN_KEY', baseUrl: 'ANTHROPIC_BASE_URL' },
  openai: { key: 'OPENAI_ADMIN_KEY', baseUrl: 'OPENAI_BASE_URL' },
};

/** The given connections, and those of the environment whose names are free. */
export function withEnvironment(
  declared: readonly Connection[],
  environment: NodeJS.ProcessEnv,
): readonly Connection[] {
  const connections = [...declared];
  for (const provider of ['anthropic', 'openai'] as const) {
    if (connections.some((connection) => connection.name === provider)) continue;
    const made = fromEnvironment(provider, environment);
    if (made) connections.push(made);
  }
  for (const connection of connections) refuseUnsafeUrl(connection);
  return connections;
}

function fromEnvironment(provider: Provider, environment: NodeJS.ProcessEnv): Connection | undefined {
  const { key, baseUrl: variable } = environmentVariables[provider];
  if (!environment[key]) return undefined;
  const baseUrl = environment[variable] || defaultBaseUrls[provider];
  if (!URL.canParse(baseUrl)) {
    throw new ConfigError('base_url_invalid', `${variable} is not a URL: ${baseUrl}`, {
      hint: `Correct it, or unset it to use ${defaultBaseUrls[provider]}.`,
    });
  }
  return {
    name: provider,
    provider,
    plane: undefined,
    credential: { kind: 'environment', variable: key },
    baseUrl,
    paced: !isLoopback(new URL(baseUrl)),
    origin: 'environment',
  };
}

/** An admin key is sent encrypted, or not off this machine. */
function refuseUnsafeUrl({ name, baseUrl, origin }: Connection): void {
  const url = new URL(baseUrl);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url))) return;
  throw new ConfigError(
    'base_url_unsafe',
    `Connection ${name} (${origin}) would send its key to ${url.origin} unencrypted.`,
    {
      hint: 'Use an https:// address; http:// is accepted for this machine only.',
    },
  );
}
