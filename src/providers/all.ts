import { anthropic } from './anthropic.ts';
import { openai } from './openai.ts';

/** The list of providers. There is no other. */
export const all = [anthropic, openai] as const;
