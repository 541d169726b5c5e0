import { anthropicOrg } from './anthropic-org.ts';
import { anthropicUsage } from './anthropic-usage.ts';
import { applyChange } from './apply-change.ts';
import { findOperations } from './find-operations.ts';
import { openaiAudit } from './openai-audit.ts';
import { openaiOrg } from './openai-org.ts';
import { openaiRateLimits } from './openai-rate-limits.ts';
import { openaiUsage } from './openai-usage.ts';
import { proposeChange } from './propose-change.ts';
import { read } from './read.ts';
import type { Offer, Tool } from './tool.ts';

export const toolsetNames = ['default', 'minimal', 'full', 'readonly'] as const;
export type ToolsetName = (typeof toolsetNames)[number];

const usual: readonly Tool[] = [
  anthropicUsage,
  anthropicOrg,
  openaiUsage,
  openaiOrg,
  openaiAudit,
  openaiRateLimits,
  findOperations,
  read,
  proposeChange,
  applyChange,
];

const minimal: readonly Tool[] = [findOperations, read, proposeChange, applyChange];

/** The tools of a set that is the same everywhere, in fixed order. */
export function usualTools(name: Exclude<ToolsetName, 'full'>, offer: Offer): readonly Tool[] {
  const tools = name === 'minimal' ? minimal : usual;
  return offered(name === 'readonly' ? tools.filter(({ changes }) => !changes) : tools, offer);
}

/** Tools without those that the connections cannot serve, or that would change something where nothing may be. */
export function offered(tools: readonly Tool[], offer: Offer): readonly Tool[] {
  return tools.filter((tool) => (!offer.readOnly || !tool.changes) && (tool.serves?.(offer) ?? true));
}
