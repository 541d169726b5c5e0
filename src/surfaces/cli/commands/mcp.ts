import { once } from 'node:events';
import type { Transport } from '@modelcontextprotocol/server';
import { type Command, Option } from 'commander';
import { findConfigFile } from '../../../config/find.ts';
import type { Connection } from '../../../connections/connection.ts';
import { withEnvironment } from '../../../connections/environment.ts';
import { InputError } from '../../../errors.ts';
import { cleanText } from '../../../internal/clean-text.ts';
import { onlyNamed } from '../../../session/only.ts';
import type { Scope } from '../../http/tokens.ts';
import { type AgentSession, agentSession } from '../../mcp/agent-session.ts';
import type { Memory, Offer, Tool } from '../../tools/tool.ts';
import { type ToolsetName, toolsetNames, usualTools } from '../../tools/usual-tools.ts';
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
  const { connection: only, sandbox } = options;
  const agents = agentSession({ environment: later.environment, only, sandbox });
  try {
    await serveAgents(agents, options, later);
  } finally {
    const problem = await agents.close();
    if (problem !== undefined) note(later.terminal, problem);
  }
}

async function serveAgents(agents: AgentSession, options: McpOptions, later: Later): Promise<void> {
  const [{ makeServer }, { RequestStates }] = await Promise.all([
    import('../../mcp/server.ts'),
    import('../../mcp/request-state.ts'),
    options.http === undefined ? import('@modelcontextprotocol/server/stdio') : undefined,
  ]);
  const connections = onlyNamed(await connectionsFor(options, agents, later), options.connection);
  const states = new RequestStates();
  const memories = new Map<string, Memory>();
  const toolsOf = await toolsBy(options);
  const serverFor = (principal: string, bounded: boolean) => {
    const offer = { connections, readOnly: bounded || options.readOnly === true };
    // One for each client, since on 2026-07-28 every request has a server of its own.
    const memory = memories.get(principal) ?? {};
    memories.set(principal, memory);
    return makeServer({ offer, session: agents.open, memory, tools: toolsOf(offer), states, principal });
  };
  // A wrong toolset or family is said at once, not when the first client comes.
  toolsOf({ connections, readOnly: true });
  if (options.http !== undefined) await serveOverHttp(options, agents, later, serverFor);
  else await serveOverStdio(later, serverFor);
}

/** Without a file, the environment alone declares them, and nothing that reads files need be loaded. */
async function connectionsFor(
  { sandbox }: McpOptions,
  agents: AgentSession,
  { environment }: Later,
): Promise<readonly Connection[]> {
  const isPlain = !sandbox && findConfigFile(environment, process.cwd()) === undefined;
  return isPlain ? withEnvironment([], environment) : (await agents.open()).connections;
}

async function toolsBy({ toolset, family = [] }: McpOptions): Promise<(offer: Offer) => readonly Tool[]> {
  if (toolset !== 'full') return (offer) => usualTools(toolset, offer);
  const { toolsFor } = await import('../../tools/toolsets.ts');
  return (offer) => toolsFor(toolset, family, offer);
}

type ServerFor = (principal: string, readOnly: boolean) => ReturnType<typeof import('../../mcp/server.ts').makeServer>;

async function serveOverStdio(later: Later, serverFor: ServerFor): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const transport = new StdioServerTransport();
  const handle = serveStdio(() => serverFor('stdio', false), {
    transport,
    onerror: (error) => complain(error, later),
  });
  await Promise.race([closeOf(transport), once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  await handle.close();
}

/** Says in one line what was wrong with a message, in whose words somebody else's may be. */
function complain({ message }: Error, { terminal }: Later): void {
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

async function serveOverHttp(
  options: McpOptions,
  agents: AgentSession,
  later: Later,
  serverFor: ServerFor,
): Promise<void> {
  const { serveHttp } = await import('../../mcp/http.ts');
  const { Tokens } = await import('../../http/tokens.ts');
  // Who may come is a matter of this user, also where a sandbox answers.
  const gate = options.sandbox ? (await later.context()).gate() : (await agents.open()).gate;
  const tokens = new Tokens(gate);
  const hasClients = tokens.list().length > 0;
  const running = await serveHttp({
    port: portFrom(options.http ?? '0'),
    ...(options.host !== undefined && { host: options.host }),
    tokens,
    serverFor: (client) => serverFor(client?.name ?? 'http', client ? !client.scopes.includes('propose') : false),
    onerror: (error) => complain(error, later),
  });
  const toldToStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  note(
    later.terminal,
    `Serving MCP at ${running.url}${hasClients ? '' : ', to anybody on this machine (steward mcp token add NAME asks for tokens)'}.`,
  );
  await toldToStop;
  await running.close();
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
      const token = new Tokens(context.gate()).add(name, granted, new Date());
      context.terminal.out.write(`${token}\n`);
      note(context.terminal, `Give it to ${name}: Authorization: Bearer … It is not shown again.`);
    });
  outputFlags(group.command('list').description('list the clients that have a token')).action(async (options) => {
    const context = await later.context();
    const { Tokens } = await import('../../http/tokens.ts');
    const { formatOf, writeRecords } = await import('../output.ts');
    writeRecords(context.terminal, formatOf(options), new Tokens(context.gate()).list());
  });
  group
    .command('remove')
    .description('take a client’s token away')
    .argument('<name>', 'the client')
    .action(async (name: string) => {
      const context = await later.context();
      const { Tokens } = await import('../../http/tokens.ts');
      if (new Tokens(context.gate()).remove(name)) context.terminal.out.write(`${name} has no token any more.\n`);
      else
        throw new InputError('client_unknown', `There is no client ${name}.`, {
          hint: 'steward mcp token list shows them.',
        });
    });
}
