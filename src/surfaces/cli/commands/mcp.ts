import { once } from 'node:events';
import type { Transport } from '@modelcontextprotocol/server';
import { type Command, Option } from 'commander';
import { InputError } from '../../../errors.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import type { Connection } from '../../../providers/connection.ts';
import type { Scope } from '../../mcp/tokens.ts';
import { Session } from '../../tools/session.ts';
import { type ToolsetName, toolsetNames, toolsFor } from '../../tools/toolsets.ts';
import type { Context } from '../context.ts';
import { note } from '../note.ts';
import { wholeNumber } from '../own-sandbox.ts';
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
export function mcpCommand(program: Command, context: Context): void {
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
    .action((options: McpOptions) => serve(options, context));
  tokenCommands(mcp, context);
}

async function serve(options: McpOptions, context: Context): Promise<void> {
  const { makeServer } = await import('../../mcp/server.ts');
  const { RequestStates } = await import('../../mcp/request-state.ts');
  const connections = chosen(await context.connections({ sandbox: options.sandbox === true }), options.connection);
  const gate = context.gateFor('mcp', options.sandbox === true);
  const open = (readOnly: boolean) =>
    new Session({ connections, credentials: context.credentials, gate, readOnly, now: () => context.now() });
  const states = new RequestStates();
  const sessions = new Map<string, Session>();
  const serverFor = (principal: string, readOnly: boolean) => {
    const bounded = readOnly || options.readOnly === true;
    // One for each client, since on 2026-07-28 every request has a server of its own.
    const own = sessions.get(`${principal} ${bounded}`) ?? open(bounded);
    sessions.set(`${principal} ${bounded}`, own);
    return makeServer({ session: own, tools: toolsFor(options.toolset, options.family ?? [], own), states, principal });
  };
  // A wrong toolset or family is said at once, not when the first client comes.
  toolsFor(options.toolset, options.family ?? [], open(true));
  if (options.http !== undefined) await serveOverHttp(options, context, serverFor);
  else await serveOverStdio(context, serverFor);
}

type ServerFor = (principal: string, readOnly: boolean) => ReturnType<typeof import('../../mcp/server.ts').makeServer>;

async function serveOverStdio(context: Context, serverFor: ServerFor): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const transport = new StdioServerTransport();
  const handle = serveStdio(() => serverFor('stdio', false), {
    transport,
    onerror: (error) => complain(error, context),
  });
  await Promise.race([closeOf(transport), once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await handle.close();
}

/** Says in one line what was wrong with a message, in whose words somebody else's may be. */
function complain({ message }: Error, { terminal }: Context): void {
  note(terminal, `mcp: ${cleanText(message.slice(0, 500).replaceAll(/\s+/g, ' '), 200)}`);
}

/** When the client is gone, or a message was too large to wait for its end. */
function closeOf(transport: Transport): Promise<void> {
  const { onclose } = transport;
  return new Promise((resolve) => {
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}

async function serveOverHttp(options: McpOptions, context: Context, serverFor: ServerFor): Promise<void> {
  const { serveHttp } = await import('../../mcp/http.ts');
  const { Tokens } = await import('../../mcp/tokens.ts');
  const tokens = new Tokens(context.gateFor('mcp', false));
  const hasClients = tokens.list().length > 0;
  const running = await serveHttp({
    port: wholeNumber(options.http ?? '0', '--http'),
    ...(options.host !== undefined && { host: options.host }),
    tokens,
    serverFor: (client) => serverFor(client?.name ?? 'http', client ? !client.scopes.includes('propose') : false),
    onerror: (error) => complain(error, context),
  });
  const toldToStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  note(
    context.terminal,
    `Serving MCP at ${running.url}${hasClients ? '' : ', to anybody on this machine (steward mcp token add NAME asks for tokens)'}.`,
  );
  await toldToStop;
  await running.close();
}

function chosen(connections: readonly Connection[], names: readonly string[] | undefined): readonly Connection[] {
  if (!names) return connections;
  return names.map((name) => {
    const found = connections.find((connection) => connection.name === name);
    if (found) return found;
    throw new InputError('connection_unknown', `There is no connection named ${name}.`, {
      hint: `Declared: ${connections.map((each) => each.name).join(', ') || 'none'}.`,
    });
  });
}

function tokenCommands(mcp: Command, context: Context): void {
  const group = mcp.command('token').description('bearer tokens of HTTP clients').helpCommand(false);
  group
    .command('add')
    .description('make a token for a client; it is shown once')
    .argument('<name>', 'the client')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(['read', 'propose']).default('propose'))
    .action(async (name: string, { scope }: { scope: Scope }) => {
      const { Tokens } = await import('../../mcp/tokens.ts');
      const granted: Scope[] = scope === 'propose' ? ['read', 'propose'] : ['read'];
      const token = new Tokens(context.gate()).add(name, granted, new Date());
      context.terminal.out.write(`${token}\n`);
      note(context.terminal, `Give it to ${name}: Authorization: Bearer … It is not shown again.`);
    });
  outputFlags(group.command('list').description('list the clients that have a token')).action(async (options) => {
    const { Tokens } = await import('../../mcp/tokens.ts');
    const { formatOf, writeRecords } = await import('../output.ts');
    writeRecords(context.terminal, formatOf(options), new Tokens(context.gate()).list());
  });
  group
    .command('remove')
    .description('take a client’s token away')
    .argument('<name>', 'the client')
    .action(async (name: string) => {
      const { Tokens } = await import('../../mcp/tokens.ts');
      if (new Tokens(context.gate()).remove(name)) context.terminal.out.write(`${name} has no token any more.\n`);
      else
        throw new InputError('client_unknown', `There is no client ${name}.`, {
          hint: 'steward mcp token list shows them.',
        });
    });
}
