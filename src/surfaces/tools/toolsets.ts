import { catalogue } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { anthropicOrg } from './anthropic-org.ts';
import { anthropicUsage } from './anthropic-usage.ts';
import { applyChange } from './apply-change.ts';
import { findOperations } from './find-operations.ts';
import { openaiAudit } from './openai-audit.ts';
import { openaiOrg } from './openai-org.ts';
import { openaiRateLimits } from './openai-rate-limits.ts';
import { openaiUsage } from './openai-usage.ts';
import { operationTool } from './operation-tool.ts';
import { proposeChange } from './propose-change.ts';
import { read } from './read.ts';
import type { Session } from './session.ts';
import type { Tool } from './tool.ts';

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

/**
 * The tools of a set, in fixed order, without those that the session's connections cannot serve. `full` has a tool for
 * each operation of the chosen families, such as `openai.projects`.
 */
export function toolsFor(name: ToolsetName, families: readonly string[], session: Session): readonly Tool[] {
  const tools = name === 'minimal' ? minimal : name === 'full' ? [...familyTools(families), applyChange] : usual;
  const mayChange = name !== 'readonly' && !session.readOnly;
  return tools.filter((tool) => (mayChange || !tool.changes) && (tool.serves?.(session) ?? true));
}

function familyTools(families: readonly string[]): Tool[] {
  if (families.length === 0) {
    throw new InputError('families_missing', 'The toolset full needs families of operations.', {
      hint: 'Such as --family openai.projects --family anthropic.workspaces; all 295 tools would fill the context.',
    });
  }
  const tools = families.flatMap((family) => {
    const found = catalogue.filter(({ id }) => id.startsWith(`${family}.`));
    if (found.length > 0) return found.map(operationTool);
    throw new InputError('family_unknown', `There is no family ${family}.`, {
      hint: 'A family is the beginning of operation ids, such as openai.projects; steward operations lists them.',
    });
  });
  return [...new Map(tools.map((tool) => [tool.name, tool])).values()];
}
