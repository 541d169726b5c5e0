import type { SandboxRequest } from './exchange.ts';
import type { Plugin } from './plugin.ts';

/** A file of a multipart body. */
interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The body of a request as a plain value. An absent one is an empty object. */
export async function decodeBody(
  plugin: Plugin,
  request: SandboxRequest,
  multipart: true | undefined,
): Promise<unknown> {
  if (request.body.length === 0) return {};
  if (multipart) return decodeMultipart(plugin, request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    throw plugin.unreadableBody();
  }
}

/** Parts whose name ends in `[]` are a list, under the name as it was sent; others stand once. */
async function decodeMultipart(plugin: Plugin, request: SandboxRequest): Promise<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (const [name, value] of await formOf(plugin, request)) {
    const decoded =
      typeof value === 'string' ? value : ({ name: value.name, bytes: await value.bytes() } satisfies UploadedFile);
    const present = fields[name];
    if (Array.isArray(present)) present.push(decoded);
    else fields[name] = name.endsWith('[]') ? [decoded] : decoded;
  }
  return fields;
}

async function formOf(plugin: Plugin, request: SandboxRequest) {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  try {
    return await new Response(Buffer.from(request.body), { headers }).formData();
  } catch {
    throw plugin.unreadableBody();
  }
}
