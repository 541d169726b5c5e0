import { anthropicPlugin } from '../../../../src/sandbox/anthropic/plugin.ts';
import { type SandboxOptions, startSandboxOf } from '../../../../src/sandbox/engine/sandbox.ts';
import { openaiPlugin } from '../../../../src/sandbox/openai/plugin.ts';
import { acmePlugin } from '../sandbox/plugin.ts';

const providers = { anthropic: anthropicPlugin, openai: openaiPlugin, acme: acmePlugin };

export function startSandbox(options: SandboxOptions = {}) {
  return startSandboxOf(providers, options);
}
