import type { Reader } from './page-runner.ts';

/** What a reader puts in place of a name or an id that a page leaves open, and where they get it. */
interface Open {
  readonly written: RegExp;
  readonly value: (reader: Reader, command: string) => Promise<string> | string;
}

const open: readonly Open[] = [
  { written: /proj_\w*…/, value: (reader, command) => firstId(reader, 'openai projects list', command, 'Staging') },
  { written: /wrkspc_\w*…/, value: (reader, command) => firstId(reader, 'anthropic workspaces list', command) },
  { written: /chg_\w*…|chg_[a-z0-9]{12}|(?<=steward (?:approve|apply|undo|decline) )ID\b/, value: changeFor },
  { written: /(?<=token remove )NAME\b/, value: (reader) => tokenOf(reader) },
  { written: /\bOPERATION\b/, value: () => 'openai.projects.archive' },
  { written: /\bHASH\b/, value: headOfJournal },
  { written: /\[\{"operation": "…".*…\]/, value: () => JSON.stringify(steps) },
  ...['ANTHROPIC_ADMIN_KEY', 'OPENAI_ADMIN_KEY'].map((name) => ({
    written: new RegExp(`(?<=${name}=)…`),
    value: () => `"$${name}"`,
  })),
  // A port of the page may be taken here.
  { written: /(?<=--(?:port|http) )\d+/, value: () => '0' },
];

const steps = ['First of two', 'Second of two'].map((name) => ({
  operation: 'openai.projects.create',
  input: { name },
}));

/** A command with everything in it that its page leaves open. */
export async function completed(command: string, reader: Reader): Promise<string> {
  let text = command;
  for (const { written, value } of open) {
    const parts: string[] = [];
    let end = 0;
    for (const match of text.matchAll(new RegExp(written, 'g'))) {
      parts.push(text.slice(end, match.index), await value(reader, text));
      end = match.index + match[0].length;
    }
    text = parts.join('') + text.slice(end);
  }
  return text;
}

async function firstId(reader: Reader, list: string, command: string, name?: string): Promise<string> {
  const sandbox = command.includes('--sandbox') ? ' --sandbox' : '';
  const items = (await reader.ask(`${list}${sandbox}`)) as { readonly id: string; readonly name: string }[];
  const found = items.find((each) => name === undefined || each.name === name);
  if (!found) throw new Error(`${list} has nothing named ${name}`);
  return found.id;
}

/**
 * The change that was shown last; else one as far on its way as the command needs it: approved for what applies, applied
 * for what undoes.
 */
async function changeFor(reader: Reader, command: string): Promise<string> {
  if (reader.change !== undefined) return reader.change;
  await reader.run('steward policy init');
  if (/steward undo/.test(command)) {
    const project = await firstId(reader, 'openai projects list', command, 'Voice agent');
    const id = await proposed(reader, `openai projects update ${project} --name Voice`);
    await reader.run(`steward approve ${id} --apply`);
    return id;
  }
  const id = await proposed(reader, 'openai projects create --name Rehearsal');
  if (/steward apply/.test(command)) await reader.run(`steward approve ${id}`);
  return id;
}

async function proposed(reader: Reader, command: string): Promise<string> {
  return ((await reader.ask(command)) as { readonly id: string }).id;
}

async function tokenOf(reader: Reader): Promise<string> {
  await reader.run('steward mcp token add reporting');
  return 'reporting';
}

async function headOfJournal(reader: Reader): Promise<string> {
  await reader.ask('openai projects list');
  return ((await reader.ask('journal head')) as { readonly hash: string }).hash;
}
