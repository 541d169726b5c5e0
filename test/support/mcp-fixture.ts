import { ProtocolError, ProtocolErrorCode, Server } from '@modelcontextprotocol/server';
import { getPrompt, prompts } from './mcp-fixture/prompts.ts';
import { openState, questions } from './mcp-fixture/questions.ts';
import { readResource, resources, resourceTemplates } from './mcp-fixture/resources.ts';
import { tools as plainTools } from './mcp-fixture/tools.ts';

const tools = { ...plainTools, ...questions };

/** A server with everything the official conformance suite wants to find on one. */
export function fixtureServer(): Server {
  const server = new Server(
    { name: 'fixture', version: '1.0.0' },
    {
      capabilities: { tools: {}, prompts: {}, resources: { subscribe: true }, completions: {}, logging: {} },
      requestState: { verify: openState },
    },
  );
  serveTools(server);
  serveResources(server);
  server.setRequestHandler('prompts/list', () => ({ prompts }));
  server.setRequestHandler('prompts/get', ({ params: { name, arguments: values = {} } }, context) =>
    getPrompt(name, values, context),
  );
  server.setRequestHandler('completion/complete', ({ params: { argument } }) => ({
    completion: { values: ['test', 'testing'].filter((value) => value.startsWith(argument.value)) },
  }));
  return server;
}

function serveTools(server: Server): void {
  server.setRequestHandler('tools/list', () => ({
    tools: Object.entries(tools).map(([name, { description, inputSchema = { type: 'object' as const } }]) => ({
      name,
      description,
      inputSchema,
    })),
  }));
  server.setRequestHandler('tools/call', ({ params: { name, arguments: values = {} } }, context) => {
    const tool = tools[name];
    if (!tool) throw new ProtocolError(ProtocolErrorCode.InvalidParams, `No tool is called ${name}`);
    return tool.call({ context, values });
  });
}

function serveResources(server: Server): void {
  server.setRequestHandler('resources/list', () => ({ resources }));
  server.setRequestHandler('resources/templates/list', () => ({ resourceTemplates }));
  server.setRequestHandler('resources/read', ({ params: { uri } }) => ({ contents: [readResource(uri)] }));
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
}
