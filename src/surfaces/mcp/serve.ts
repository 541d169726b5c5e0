import { once } from 'node:events';
import type { Transport } from '@modelcontextprotocol/server';
import { findConfigFile } from '../../config/find.ts';
import type { Connection } from '../../connections/connection.ts';
import { withEnvironment } from '../../connections/environment.ts';
import { cleanText } from '../../internal/clean-text.ts';
import { onlyNamed } from '../../session/only.ts';
import type { AgentDoorOptions } from '../doors.ts';
import type { Memory, Offer, Tool } from '../tools/tool.ts';
import { usualTools } from '../tools/usual-tools.ts';
import { type AgentSession, agentSession } from './agent-session.ts';
import { RequestStates } from './request-state.ts';
import { makeServer } from './server.ts';

/** Serves the tools to agents, on standard input and output or over HTTP, until they are gone or it is told to end. */
export async function serveAgents(options: AgentDoorOptions): Promise<void> {
  const agents = agentSession(options);
  try {
    await serveFrom(agents, options);
  } finally {
    const problem = await agents.close();
    if (problem !== undefined) options.say(problem);
  }
}

async function serveFrom(agents: AgentSession, options: AgentDoorOptions): Promise<void> {
  const [declared, toolsOf] = await Promise.all([
    connectionsFor(options, agents),
    toolsBy(options),
    options.http ? undefined : import('@modelcontextprotocol/server/stdio'),
  ]);
  const connections = onlyNamed(declared, options.only);
  const states = new RequestStates();
  const memories = new Map<string, Memory>();
  const serverFor: ServerFor = (principal, bounded, token) => {
    const offer = { connections, readOnly: bounded || options.readOnly === true };
    // One for each client, since on 2026-07-28 every request has a server of its own.
    const memory = memories.get(principal) ?? {};
    memories.set(principal, memory);
    return makeServer({ offer, session: agents.open, memory, tools: toolsOf(offer), states, principal, token });
  };
  // A wrong toolset or family is said at once, not when the first client comes.
  toolsOf({ connections, readOnly: true });
  if (options.http) await serveOverHttp(options.http, agents, options, serverFor);
  else await serveOverStdio(options, serverFor);
}

/** Without a file, the environment alone declares them, and nothing that reads files need be loaded. */
async function connectionsFor(
  { sandbox, environment }: AgentDoorOptions,
  agents: AgentSession,
): Promise<readonly Connection[]> {
  const isPlain = !sandbox && findConfigFile(environment, process.cwd()) === undefined;
  return isPlain ? withEnvironment([], environment) : (await agents.open()).connections;
}

async function toolsBy({ toolset, families = [] }: AgentDoorOptions): Promise<(offer: Offer) => readonly Tool[]> {
  if (toolset !== 'full') return (offer) => usualTools(toolset, offer);
  const { toolsFor } = await import('../tools/toolsets.ts');
  return (offer) => toolsFor(toolset, families, offer);
}

type ServerFor = (principal: string, readOnly: boolean, token?: string) => ReturnType<typeof makeServer>;

async function serveOverStdio({ say }: AgentDoorOptions, serverFor: ServerFor): Promise<void> {
  const { serveStdio, StdioServerTransport } = await import('@modelcontextprotocol/server/stdio');
  const transport = new StdioServerTransport();
  const handle = serveStdio(() => serverFor('stdio', false), {
    transport,
    onerror: (error) => say(complaint(error)),
  });
  await Promise.race([closeOf(transport), toldToEnd()]);
  await handle.close();
}

async function serveOverHttp(
  { port, host }: NonNullable<AgentDoorOptions['http']>,
  agents: AgentSession,
  { sandbox, ownGate, say }: AgentDoorOptions,
  serverFor: ServerFor,
): Promise<void> {
  const { serveHttp } = await import('./http.ts');
  const { Tokens } = await import('../http/tokens.ts');
  const tokens = new Tokens(sandbox ? await ownGate() : (await agents.open()).gate);
  const hasClients = (await tokens.list()).length > 0;
  const running = await serveHttp({
    port,
    ...(host !== undefined && { host }),
    tokens,
    serverFor: (client) =>
      serverFor(client?.name ?? 'http', client ? !client.scopes.includes('propose') : false, client?.name),
    onerror: (error) => say(complaint(error)),
  });
  const end = toldToEnd();
  say(
    `Serving MCP at ${running.url}${hasClients ? '' : ', to anybody on this machine (steward mcp token add NAME asks for tokens)'}.`,
  );
  await end;
  await running.close();
}

function toldToEnd(): Promise<unknown> {
  return Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
}

/** What was wrong with a message, in one line, since it may be in somebody else's words. */
function complaint({ message }: Error): string {
  return `mcp: ${cleanText(message.slice(0, 500).replaceAll(/\s+/g, ' '), 200)}`;
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
