import type { Command } from 'commander';
import { type Person, peopleIn } from '../../../directory/people.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import { peopleTable } from '../../views/directory.ts';
import { selected } from '../../views/select.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { honestly } from '../found.ts';
import { type FormatOptions, formatOf, type ListOptions, selectionFrom, writeTable } from '../output.ts';
import { reachOf } from '../reach.ts';
import { connectionFlags, listFlags, outputFlags } from '../shared-flags.ts';

type Options = ConnectionOptions & FormatOptions & ListOptions & { readonly role?: string };

/** `steward people`: the members of every organisation in reach. */
export function peopleCommand(program: Command, context: Context): void {
  connectionFlags(outputFlags(listFlags(program.command('people').description('the members of all organizations'))))
    .option('--role <role>', 'only these: owner for whoever commands an organization, else a role by its own name')
    .action((options: Options) => showPeople(options, context));
}

async function showPeople(options: Options, context: Context): Promise<void> {
  const { reach } = await reachOf(options, context);
  const { people, gaps } = await peopleIn(reach);
  const { role } = options;
  const items = role === undefined ? people : people.filter((person) => hasRole(person, role));
  const table = peopleTable(honestly({ items, gaps, nothing: nobodyText(people, role) }, context));
  writeTable(context.terminal, formatOf(options), selected(table, selectionFrom(options)));
}

/** Each provider has its own word for whoever commands the organisation; `owner` stands for all of them. */
function hasRole({ role, isOwner }: Person, wanted: string): boolean {
  return role === wanted || (wanted === 'owner' && isOwner === true);
}

function nobodyText(people: readonly Person[], role: string | undefined): string {
  if (people.length === 0 || role === undefined) return 'Nobody was found.';
  const roles = [...new Set(people.flatMap((person) => person.role ?? []))].sort().join(', ');
  return `Nobody has the role ${cleanText(role, 60)}. There are: ${cleanText(roles, 400)}.`;
}
