import { anthropicPlugin } from './anthropic/plugin.ts';
import { type SandboxOf, type SandboxOptions, startSandboxOf } from './engine/sandbox.ts';
import { openaiPlugin } from './openai/plugin.ts';

/** The providers that the sandbox stands for. Another one is an entry here and a folder of its own. */
const providers = { anthropic: anthropicPlugin, openai: openaiPlugin };

export type { SandboxOptions };
export type Sandbox = SandboxOf<typeof providers>;

/**
 * Starts a stateful local copy of every provider's admin plane. Each connection has the base URL and the credentials
 * as the provider's SDK takes them.
 *
 * @example
 * const sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
 * const client = new OpenAI({ adminAPIKey: sandbox.openai.admin_key, baseURL: sandbox.openai.base_url });
 * sandbox.control('openai', 'accept_invite', { id: 'invite-…' });
 */
export function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  return startSandboxOf(providers, options);
}
