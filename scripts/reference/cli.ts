import type { Command } from 'commander';
import { laterContext } from '../../src/surfaces/cli/later.ts';
import { buildProgram } from '../../src/surfaces/cli/program.ts';
import { processTerminal } from '../../src/surfaces/cli/terminal.ts';

/** The reference of the commands that are not operations; those are in the operations' own reference. */
export async function cliReference(): Promise<string> {
  const terminal = { ...processTerminal({}), width: 100, colour: false };
  const doors = { agents: async () => (await import('../../src/surfaces/mcp/serve.ts')).serveAgents };
  const program = await buildProgram([], laterContext(terminal, {}, doors));
  const own = program.commands.filter((command) => !['anthropic', 'openai', 'complete'].includes(command.name()));
  return `${[
    '<!-- Generated from the commands by npm run generate. Do not edit. -->',
    '# The command line',
    'Nouns come before verbs: `steward <provider> <resource> <verb>`. The operations are listed in [Anthropic](operations-anthropic.md) and [OpenAI](operations-openai.md); the commands below come beside them. Data goes to standard output, everything else to standard error.',
    helpText(program),
    ...own
      .flatMap((command) => [command, ...command.commands])
      .map((command) => `## ${pathOf(command)}\n\n${helpText(command)}`),
  ].join('\n\n')}\n`;
}

function helpText(command: Command): string {
  command.configureHelp({ helpWidth: 100 });
  return `\`\`\`\n${command.helpInformation().trimEnd()}\n\`\`\``;
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
