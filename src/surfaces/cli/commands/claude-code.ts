import type { Command } from 'commander';
import { everyOperation } from '../../../catalogue/index.ts';
import type { Context } from '../context.ts';
import { addOperations } from './provider.ts';

export const claudeCodeWord = 'claude-code';

/** `steward claude-code …`: the settings of Claude Code on this machine. */
export function claudeCodeCommand(program: Command, typed: readonly string[], context: Context): void {
  const root = program.command(claudeCodeWord).description('Claude Code: settings on this machine').helpCommand(false);
  if (typed[0] === claudeCodeWord)
    addOperations(
      root,
      everyOperation.filter(({ provider }) => provider === null),
      typed,
      context,
    );
}
