import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reply, SandboxRequest } from './exchange.ts';

const largestBody = 30 * 1024 * 1024;

export type Answer = (request: SandboxRequest) => Promise<Reply>;

/** Serves on the loopback interface. */
export async function listen(answer: Answer, port: number): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    serve(answer, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });
  // Clients hang up, never the sandbox: in one process with a client that was busy for seconds, both would act at once.
  server.keepAliveTimeout = 0;
  await started(server, port);
  const address = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${address.port}`, close: () => stopped(server) };
}

async function serve(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (!body) {
    send(response, { status: 413, headers: {}, body: '{"error":"request body too large"}' });
    return;
  }
  const reply = await answer({
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    headers: request.headers as Record<string, string | undefined>,
    body,
  });
  send(response, reply);
}

function send(response: ServerResponse, { status, headers, body, cut }: Reply): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength,
    ...headers,
  });
  if (cut) response.write(body.slice(0, Math.ceil(body.length / 2)), () => response.destroy());
  else response.end(body);
}

/** Undefined when the body is larger than any provider would take. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  if (request.method === 'GET') return new Uint8Array();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function stopped(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
