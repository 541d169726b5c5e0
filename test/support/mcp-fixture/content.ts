/** A picture of one red pixel. */
export const image = {
  type: 'image' as const,
  mimeType: 'image/png',
  data: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
};

/** A sound without a single sample in it. */
export const audio = {
  type: 'audio' as const,
  mimeType: 'audio/wav',
  data: 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=',
};

export function text(said: string) {
  return { type: 'text' as const, text: said };
}

export function embedded(uri: string, mimeType: string, said: string) {
  return { type: 'resource' as const, resource: { uri, mimeType, text: said } };
}
