import type { Command } from 'commander';
import { InputError } from '../../../errors.ts';
import type { Context } from '../context.ts';
import { valuesOf } from '../member-option.ts';
import { normalisedWords } from '../words.ts';

/** How each shell asks `steward complete` for the words that may stand at the cursor. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_steward() {
  local IFS=$'\\n'
  COMPREPLY=($(steward complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _steward steward`,
  zsh: `#compdef steward
_steward() {
  local -a candidates
  candidates=(\${(f)"$(steward complete -- "\${words[@]:1:$((CURRENT-1))}" 2>/dev/null)"})
  compadd -a candidates
}
compdef _steward steward`,
  fish: `complete -c steward -f -a '(steward complete -- (commandline -opc)[2..] (commandline -ct))'`,
};

/** The tree of commands as far as the words before the cursor need it. */
type TreeFor = (before: readonly string[]) => Promise<Command>;

/** `steward completion SHELL`, and the hidden command that the shells call. */
export function completionCommand(program: Command, context: Context, treeFor: TreeFor): void {
  const shells = Object.keys(scripts);
  program
    .command('completion')
    .description('print the completion script of a shell')
    .argument('<shell>', shells.join(', '))
    .addHelpText(
      'after',
      '\nbash: eval "$(steward completion bash)"\nzsh:  eval "$(steward completion zsh)"\nfish: steward completion fish | source',
    )
    .action((shell: string) => {
      const script = scripts[shell];
      if (script === undefined) {
        throw new InputError('shell_unknown', `There is no completion for ${shell}.`, {
          hint: `There is for ${shells.join(', ')}.`,
        });
      }
      context.terminal.out.write(`${script}\n`);
    });
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .allowUnknownOption()
    .action(async (words: string[]) => {
      for (const candidate of await candidatesFor(words, treeFor)) context.terminal.out.write(`${candidate}\n`);
    });
}

/** The words that may stand in place of the last one. */
async function candidatesFor(words: readonly string[], treeFor: TreeFor): Promise<string[]> {
  const typed = normalisedWords(words);
  const partial = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const command = commandAt(await treeFor(before), before);
  const last = before.at(-1) ?? '';
  const option = command.options.find((each) => each.long === last || each.short === last);
  const open = option?.required
    ? valuesOf(option)
    : [...command.commands.filter(visible).map((each) => each.name()), ...flagsAfter(command, partial)];
  return open.filter((candidate) => candidate.startsWith(partial)).sort();
}

function commandAt(program: Command, words: readonly string[]): Command {
  let here = program;
  for (const word of words) {
    const next = here.commands.find((command) => command.name() === word);
    if (!next) break;
    here = next;
  }
  return here;
}

/** Flags are offered once a dash was typed, or where no further word can stand. */
function flagsAfter(command: Command, partial: string): string[] {
  if (!partial.startsWith('-') && command.commands.length > 0) return [];
  return command.options.map((option) => option.long ?? '').filter(Boolean);
}

function visible(command: Command): boolean {
  return command.name() !== 'complete';
}
