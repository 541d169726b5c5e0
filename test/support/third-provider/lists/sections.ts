import { anthropicSection } from '../../../../src/catalogue/anthropic/index.ts';
import { openaiSection } from '../../../../src/catalogue/openai/index.ts';
import { acmeSection } from '../catalogue/index.ts';

export const sections = { anthropic: anthropicSection, openai: openaiSection, acme: acmeSection };
