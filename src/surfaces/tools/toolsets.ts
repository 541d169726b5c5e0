import { catalogue } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { applyChange } from './apply-change.ts';
import { operationTool } from './operation-tool.ts';
import type { Offer, Tool } from './tool.ts';
import { offered, type ToolsetName, usualTools } from './usual-tools.ts';

/**
 * The tools of a set, in fixed order, without those that the session's connections cannot serve. `full` has a tool for
 * each operation of the chosen families, such as `openai.projects`.
 */
export function toolsFor(name: ToolsetName, families: readonly string[], offer: Offer): readonly Tool[] {
  return name === 'full' ? offered([...familyTools(families), applyChange], offer) : usualTools(name, offer);
}

function familyTools(families: readonly string[]): Tool[] {
  if (families.length === 0) {
    throw new InputError('families_missing', 'The toolset full needs families of operations.', {
      hint: 'Such as --family openai.projects --family anthropic.workspaces; the tools of all operations would fill the context.',
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
