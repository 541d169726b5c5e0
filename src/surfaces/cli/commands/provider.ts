import type { Command } from 'commander';
import type { AnyOperation, Provider } from '../../../catalogue/define.ts';
import { catalogue } from '../../../catalogue/index.ts';
import type { Context } from '../context.ts';
import { fillOperationCommand } from './operation.ts';

const titles: Readonly<Record<Provider, string>> = {
  anthropic: 'Anthropic: organization, people, workspaces, keys, limits, usage and cost',
  openai: 'OpenAI: organization, people, projects, keys, limits, usage and cost',
};

/** `steward <provider> <resource…> <verb>`, one command for each operation of the catalogue. */
export function providerCommand(
  program: Command,
  provider: Provider,
  typed: readonly string[],
  context: Context,
): void {
  const root = program.command(provider).description(titles[provider]);
  if (typed[0] !== provider) return;
  for (const operation of catalogue) {
    if (operation.provider !== provider) continue;
    const words = wordsOf(operation);
    const command = descend(root, words);
    command.description(summaryOf(operation));
    if (words.every((word, index) => typed[index + 1] === word)) fillOperationCommand(command, operation, context);
  }
}

/** An operation's words on the command line, the provider aside. */
export function wordsOf(operation: AnyOperation): string[] {
  return operation.id.replaceAll('_', '-').split('.').slice(1);
}

function descend(root: Command, words: readonly string[]): Command {
  let here = root;
  for (const word of words) {
    here = here.commands.find((command) => command.name() === word) ?? here.command(word).description(groupTitle(word));
  }
  return here;
}

function groupTitle(word: string): string {
  return `${word.replaceAll('-', ' ')}…`;
}

function summaryOf(operation: AnyOperation): string {
  return operation.risk === 'read' ? operation.summary : `${operation.summary} [${operation.risk}]`;
}
