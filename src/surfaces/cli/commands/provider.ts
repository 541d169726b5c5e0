import type { Command } from 'commander';
import type { AnyOperation } from '../../../catalogue/define.ts';
import { catalogue } from '../../../catalogue/index.ts';
import type { Provider } from '../../../providers/index.ts';
import { wordsOf } from '../../views/describe-operation.ts';
import type { Context } from '../context.ts';
import { fillOperationCommand } from './operation.ts';

/** `steward <provider> <resource…> <verb>`, one command for each operation of the catalogue. */
export function providerCommand(
  program: Command,
  { id, title, manages }: Provider,
  typed: readonly string[],
  context: Context,
): void {
  const root = program.command(id).description(`${title}: ${manages}`).helpCommand(false);
  if (typed[0] === id) addOperations(root, ofProvider(id), typed, context);
}

/** The operations of a provider, or of an area that is no provider's. */
export function addOperations(
  root: Command,
  operations: readonly AnyOperation[],
  typed: readonly string[],
  context: Context,
): void {
  for (const operation of operations) {
    const words = wordsOf(operation);
    const command = descend(root, words);
    command.description(summaryOf(operation));
    if (words.every((word, index) => typed[index + 1] === word)) fillOperationCommand(command, operation, context);
  }
  describeGroups(root);
}

function ofProvider(id: string): readonly AnyOperation[] {
  return catalogue.filter((operation) => operation.provider === id);
}

/** A group of commands is described by what it holds. */
function describeGroups(group: Command): void {
  for (const command of group.commands) {
    if (command.commands.length === 0) continue;
    describeGroups(command);
    command.description(command.commands.map((each) => each.name()).join(', '));
  }
}

function descend(root: Command, words: readonly string[]): Command {
  let here = root;
  for (const word of words) {
    here = here.commands.find((command) => command.name() === word) ?? here.command(word).helpCommand(false);
  }
  return here;
}

function summaryOf(operation: AnyOperation): string {
  return operation.risk === 'read' ? operation.summary : `${operation.summary} [${operation.risk}]`;
}
