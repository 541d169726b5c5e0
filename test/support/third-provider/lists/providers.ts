import { anthropic } from '../../../../src/providers/anthropic.ts';
import { openai } from '../../../../src/providers/openai.ts';
import { acme } from '../provider.ts';

export const all = [anthropic, openai, acme] as const;
