import type { SandboxRequest } from './dispatch.ts';
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
  if (multipart) return decodeMultipart(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body));
  } catch {
    throw plugin.unreadableBody();
  }
}

async function decodeMultipart(request: SandboxRequest): Promise<Record<string, unknown>> {
  const form = await new Response(Buffer.from(request.body), {
    headers: { 'content-type': request.headers['content-type'] ?? '' },
  }).formData();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    fields[name] = typeof value === 'string' ? value : { name: value.name, bytes: await value.bytes() };
  }
  return fields;
}
