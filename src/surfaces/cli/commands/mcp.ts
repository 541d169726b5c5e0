import { type Command, Option } from 'commander';
import { InputError } from '../../../errors.ts';
import type { Scope } from '../../http/tokens.ts';
import { type ToolsetName, toolsetNames } from '../../tools/usual-tools.ts';
import type { Later } from '../later.ts';
import { note } from '../note.ts';
import { outputFlags } from '../shared-flags.ts';

interface McpOptions {
  readonly http?: string;
  readonly host?: string;
  readonly connection?: readonly string[];
  readonly sandbox?: boolean;
  readonly toolset: ToolsetName;
  readonly family?: readonly string[];
  readonly readOnly?: boolean;
}

const collect = (value: string, previous: string[] | undefined) => [...(previous ?? []), ...value.split(',')];

/** `steward mcp`: the tools for agents, on standard input and output or over HTTP. */
export function mcpCommand(program: Command, later: Later): void {
  const mcp = program
    .command('mcp')
    .description('serve the tools for agents (MCP) on standard input and output, or over HTTP')
    .helpCommand(false)
    .option('--http <port>', 'serve streamable HTTP on this port instead; 0 takes a free one')
    .option('--host <address>', 'where to listen; this machine only when omitted', '127.0.0.1')
    .option('--connection <name>', 'only these connections; all when omitted', collect)
    .option('--sandbox', 'serve a seeded local copy instead of the providers')
    .addOption(new Option('--toolset <name>', 'which tools').choices([...toolsetNames]).default('default'))
    .option('--family <id>', 'for the toolset full: families of operations, such as openai.projects', collect)
    .option('--read-only', 'reads only, whatever policy allows')
    .action((options: McpOptions) => serve(options, later));
  tokenCommands(mcp, later);
}

async function serve(options: McpOptions, later: Later): Promise<void> {
  const { connection: only, sandbox, toolset, family: families, readOnly, http, host } = options;
  const serveAgents = await later.doors.agents();
  await serveAgents({
    environment: later.environment,
    only,
    sandbox,
    toolset,
    families,
    readOnly,
    http: http === undefined ? undefined : { port: portFrom(http), host },
    ownGate: async () => (await later.context()).gate(),
    say: (line) => note(later.terminal, line),
  });
}

function portFrom(text: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new InputError('number_invalid', `--http: «${text}» is not a port.`, {
    hint: 'Write digits only; 0 takes a free one.',
  });
}

function tokenCommands(mcp: Command, later: Later): void {
  const group = mcp.command('token').description('bearer tokens of HTTP clients').helpCommand(false);
  group
    .command('add')
    .description('make a token for a client; it is shown once')
    .argument('<name>', 'the client')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(['read', 'propose']).default('propose'))
    .action(async (name: string, { scope }: { scope: Scope }) => {
      const context = await later.context();
      const { Tokens } = await import('../../http/tokens.ts');
      const granted: Scope[] = scope === 'propose' ? ['read', 'propose'] : ['read'];
      const token = await new Tokens(context.gate()).add(name, granted, new Date());
      context.terminal.out.write(`${token}\n`);
      note(context.terminal, `Give it to ${name}: Authorization: Bearer … It is not shown again.`);
    });
  outputFlags(group.command('list').description('list the clients that have a token')).action(async (options) => {
    const context = await later.context();
    const { Tokens } = await import('../../http/tokens.ts');
    const { formatOf, writeRecords } = await import('../output.ts');
    writeRecords(context.terminal, formatOf(options), await new Tokens(context.gate()).list());
  });
  group
    .command('remove')
    .description('take a client’s token away')
    .argument('<name>', 'the client')
    .action(async (name: string) => {
      const context = await later.context();
      const { Tokens } = await import('../../http/tokens.ts');
      if (await new Tokens(context.gate()).remove(name)) context.terminal.out.write(`${name} has no token any more.\n`);
      else
        throw new InputError('client_unknown', `There is no client ${name}.`, {
          hint: 'steward mcp token list shows them.',
        });
    });
}
