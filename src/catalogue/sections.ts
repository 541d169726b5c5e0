import type { ProviderId } from '../providers/index.ts';
import { type AnthropicOperation, anthropicSection } from './anthropic/index.ts';
import { type OpenAIOperation, openaiSection } from './openai/index.ts';
import type { Section } from './section.ts';

/** What each provider brings to the catalogue. This is the only list of them. */
export const sections: Readonly<Record<ProviderId, Section>> = { anthropic: anthropicSection, openai: openaiSection };

/** Any operation, as the compiler knows it. */
export type AnyTypedOperation = AnthropicOperation | OpenAIOperation;
