/** A file to send, from the base64 that stands in an operation's input. */
export function upload(base64: string, name: string): File {
  return new File([Buffer.from(base64, 'base64')], name, { type: 'application/zip' });
}

/** A file that was answered, as JSON can carry it. */
export async function downloaded(response: Response): Promise<{ content_base64: string; size_bytes: number }> {
  const bytes = Buffer.from(await response.arrayBuffer());
  return { content_base64: bytes.toString('base64'), size_bytes: bytes.length };
}
