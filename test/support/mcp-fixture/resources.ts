import { ResourceNotFoundError } from '@modelcontextprotocol/server';
import { image } from './content.ts';

export const resources = [
  { uri: 'test://static-text', name: 'Text', description: 'Text that stays the same', mimeType: 'text/plain' },
  { uri: 'test://static-binary', name: 'Picture', description: 'A picture', mimeType: 'image/png' },
  { uri: 'test://watched-resource', name: 'Watched', description: 'Text to subscribe to', mimeType: 'text/plain' },
];

export const resourceTemplates = [
  {
    uriTemplate: 'test://template/{id}/data',
    name: 'Template',
    description: 'Data of an id',
    mimeType: 'application/json',
  },
];

export function readResource(uri: string) {
  const [, id] = /^test:\/\/template\/([^/]+)\/data$/.exec(uri) ?? [];
  if (id !== undefined) {
    const data = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` });
    return { uri, mimeType: 'application/json', text: data };
  }
  switch (uri) {
    case 'test://static-text':
      return { uri, mimeType: 'text/plain', text: 'This is the content of the static text resource.' };
    case 'test://static-binary':
      return { uri, mimeType: image.mimeType, blob: image.data };
    case 'test://watched-resource':
      return { uri, mimeType: 'text/plain', text: 'This may change.' };
    default:
      throw new ResourceNotFoundError(uri);
  }
}
