import path from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expectNoSecrets } from './canary.ts';

export type Generation = '2025-11-25' | '2026-07-28';

export interface Said {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
}

export interface Conversation {
  readonly client: Client;
  /** Calls a tool; no key of the environment may be in what it answers. */
  call(name: string, input: Readonly<Record<string, unknown>>): Promise<Said>;
  close(): Promise<void>;
}

interface AnswerOfPerson {
  readonly action: 'accept' | 'decline' | 'cancel';
  readonly content?: Record<string, string>;
}

export interface ClientOptions {
  /** What the person behind the client answers; absent for a client that cannot ask. */
  readonly person?: (message: string) => AnswerOfPerson | Promise<AnswerOfPerson>;
  readonly token?: string;
}

interface ServerOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  /** The script to run; the bundle when absent. */
  readonly command?: string;
}

/** The official client, of one generation, with a person behind it where one is given. */
function makeClient(generation: Generation, { person }: ClientOptions): Client {
  const client = new Client(
    { name: 'test-client', version: '1.0.0' },
    {
      capabilities: person ? { elicitation: {} } : {},
      ...(generation === '2026-07-28' && { versionNegotiation: { mode: 'auto' as const } }),
    },
  );
  if (person)
    client.setRequestHandler('elicitation/create', async ({ params }) => ({ ...(await person(params.message)) }));
  return client;
}

/** Speaks to `steward mcp` as a process, over standard input and output. */
export async function overStdio(
  generation: Generation,
  words: readonly string[],
  { environment, folder, command = path.resolve('dist/steward.js') }: ServerOptions,
  options: ClientOptions = {},
): Promise<Conversation> {
  const client = makeClient(generation, options);
  const args = [command, 'mcp', ...words];
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ...environment };
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env, cwd: folder, stderr: 'ignore' }),
  );
  return conversation(client, environment);
}

/** Speaks to a server that listens at an address. */
export async function overHttp(
  generation: Generation,
  url: string,
  options: ClientOptions = {},
): Promise<Conversation> {
  const client = makeClient(generation, options);
  const headers = options.token === undefined ? {} : { authorization: `Bearer ${options.token}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }));
  return conversation(client, {});
}

function conversation(client: Client, environment: Readonly<Record<string, string>>): Conversation {
  return {
    client,
    async call(name, input) {
      const result = await client.callTool({ name, arguments: input });
      const [first] = result.content as { text: string }[];
      const text = first?.text ?? '';
      const data = (result.structuredContent ?? {}) as Record<string, unknown>;
      expectNoSecrets(environment, text, JSON.stringify(data));
      return { text, data, isError: result.isError === true };
    },
    close: () => client.close(),
  };
}
