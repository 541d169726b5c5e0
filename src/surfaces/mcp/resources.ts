import { operationById } from '../../catalogue/index.ts';
import { describeSource } from '../../connections/connection.ts';
import { InputError } from '../../errors.ts';
import { cleanText } from '../../internal/clean-text.ts';
import type { Session } from '../../session/session.ts';
import type { Memory } from '../tools/tool.ts';
import { noticed } from '../tools/wording.ts';
import { describe } from '../views/describe-operation.ts';

interface Resource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mimeType: string;
}

export const resources: readonly Resource[] = [
  {
    uri: 'steward://connections',
    name: 'connections',
    title: 'Connections',
    description: 'Which organizations can be reached, and where each key comes from',
    mimeType: 'application/json',
  },
  {
    uri: 'steward://policy',
    name: 'policy',
    title: 'Policy in force',
    description: 'What may be read and proposed, and whose yes each change needs',
    mimeType: 'application/json',
  },
  {
    uri: 'steward://report/last',
    name: 'last-report',
    title: 'Last answer',
    description: 'The last table that a tool answered with',
    mimeType: 'text/plain',
  },
];

export const resourceTemplates = [
  {
    uriTemplate: 'steward://operations/{id}',
    name: 'operation',
    title: 'Operation',
    description: 'One operation of the catalogue: what it does, takes, and how it is undone',
    mimeType: 'application/json',
  },
];

interface Content {
  readonly mimeType: string;
  readonly text: string;
}

/** @throws InputError for a resource that is not there. */
export async function readResource(uri: string, session: Session, memory: Memory): Promise<Content> {
  if (uri.startsWith('steward://operations/')) {
    return json(describe(operationById(uri.slice('steward://operations/'.length))));
  }
  switch (uri) {
    case 'steward://connections':
      return json(
        session.connections.map(({ name, provider, plane, baseUrl, credential }) => ({
          name,
          provider,
          plane: plane ?? null,
          host: new URL(baseUrl).host,
          key_source: describeSource(credential),
        })),
      );
    case 'steward://policy': {
      const { base, tightening, warnings } = await session.gate.policy();
      const documents = [base, ...tightening].map(({ place, document }) => ({ place, ...document }));
      return json({ layers: documents, warnings: warnings.map(noticed) });
    }
    case 'steward://report/last':
      return { mimeType: 'text/plain', text: memory.lastTable ?? 'No tool has answered yet.' };
    default:
      throw new InputError('resource_unknown', `There is no resource ${cleanText(uri, 100)}.`);
  }
}

function json(value: unknown): Content {
  return { mimeType: 'application/json', text: JSON.stringify(value, null, 1) };
}
