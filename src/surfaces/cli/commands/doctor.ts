import type { Command } from 'commander';
import { providers } from '../../../providers/index.ts';
import { type Diagnosis, inspectConnection } from '../../../session/doctor.ts';
import type { ConnectionOptions, Context } from '../context.ts';
import { note } from '../note.ts';
import { type FormatOptions, formatOf, writeRecords } from '../output.ts';
import { paint } from '../paint.ts';
import { wrapped } from '../render/wrapped.ts';
import { connectionFlags, outputFlags } from '../shared-flags.ts';
import { noticed } from '../wording.ts';

type DoctorOptions = ConnectionOptions & FormatOptions;

/** `steward doctor`: which connections work, with which kind of key, and what each key reaches. */
export function doctorCommand(program: Command, context: Context): void {
  connectionFlags(
    outputFlags(program.command('doctor').description('check connections: key, kind, and what it reaches')),
  ).action((options: DoctorOptions) => examine(options, context));
}

async function examine(options: DoctorOptions, context: Context): Promise<void> {
  const { terminal } = context;
  const session = await context.session(options);
  const all = session.connections;
  const chosen = options.connection === undefined ? all : all.filter(({ name }) => name === options.connection);
  const format = formatOf(options);
  const diagnoses: Diagnosis[] = [];
  for (const connection of chosen) {
    const diagnosis = await inspectConnection(session.onNamed(connection.name));
    diagnoses.push(diagnosis);
    if (diagnosis.kind) context.failWith(diagnosis.kind);
    if (format === 'table') print(diagnosis, context);
  }
  if (format !== 'table') writeRecords(terminal, format, diagnoses);
  else if (chosen.length === 0) sayHowToConnect(options, context);
}

function print(diagnosis: Diagnosis, { terminal }: Context): void {
  const { connection, works, reaches, refused, hint, advice } = diagnosis;
  const mark = works ? paint(terminal, 'green', 'works') : paint(terminal, 'red', 'does not work');
  terminal.out.write(`${paint(terminal, 'bold', connection)}  ${mark}\n`);
  const lines: [string, string][] = [
    ['provider', [diagnosis.provider, diagnosis.plane].filter(Boolean).join(', ')],
    ['host', diagnosis.host],
    ['key', `${diagnosis.key_kind ?? 'none'}, from ${diagnosis.key_source}`],
    ['declared in', diagnosis.declared_in],
  ];
  if (diagnosis.problem) lines.push(['problem', diagnosis.problem]);
  if (hint) lines.push(['', noticed({ text: hint, ...(advice && { advice }) })]);
  if (reaches.length > 0) lines.push(['reaches', reaches.join(', ')]);
  for (const { reason, families } of refused) lines.push(['refused', `${families.join(', ')}: ${reason}`]);
  for (const [name, text] of lines) terminal.out.write(`${entry(name, text, terminal.width)}\n`);
  terminal.out.write('\n');
}

const indent = 14;

/** A name and its text, which goes on below itself where the terminal ends. */
function entry(name: string, text: string, width: number): string {
  const [first = '', ...rest] = wrapped(text, Math.max(20, width - indent));
  return [`  ${name.padEnd(indent - 3)} ${first}`, ...rest.map((line) => ' '.repeat(indent) + line)].join('\n');
}

function sayHowToConnect({ connection }: DoctorOptions, { terminal }: Context): void {
  terminal.out.write(
    connection === undefined ? 'No connections are set up.\n' : `There is no connection named ${connection}.\n`,
  );
  note(
    terminal,
    `Set ${providers.map(({ variables }) => variables.key).join(' or ')}, or write steward.yaml (docs/guides/credentials.md); or try --sandbox.`,
  );
}
