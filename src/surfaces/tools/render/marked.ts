/** Somebody else's words, marked as such. What they hold cannot end the mark. */
export function marked(source: string, body: string): string {
  return `<data source="${source}">\n${body.replaceAll(/<(\/?)(?=\s*data)/gi, '‹$1')}\n</data>`;
}
