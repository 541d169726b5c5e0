import { z } from 'zod';
import { type Finding, findOperations } from '../../catalogue/search/search.ts';
import type { Session } from '../../session/session.ts';
import type { Answer } from './tool.ts';

/** The operations that fit a request, each with the input it takes. */
export async function findingsAnswer(query: string, limit: number, session: Session): Promise<Answer> {
  return answerFor(await findOperations(query, limit), session);
}

function answerFor(findings: readonly Finding[], session: Session): Answer {
  if (findings.length === 0) {
    return {
      text: 'Nothing fits those words. Name the thing (user, key, project, workspace, limit) and what to do with it.',
      data: { operations: [] },
    };
  }
  return {
    text: findings.map((finding) => textOf(finding, session)).join('\n'),
    data: { operations: findings.map((finding) => dataOf(finding)) },
  };
}

function textOf(finding: Finding, session: Session): string {
  if ('wish' in finding) return `NOT OFFERED: ${finding.wish.title}: ${finding.wish.reason} ${finding.wish.instead}`;
  const { operation } = finding;
  const inputs = parametersOf(operation.input()).map(
    ({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`,
  );
  const absent = session.of(operation.provider).length === 0 ? ' (no connection here)' : '';
  return `${operation.id} [${operation.risk}]${absent} ${operation.summary} { ${inputs.join(', ')} }`;
}

function dataOf(finding: Finding) {
  if ('wish' in finding)
    return { not_offered: finding.wish.title, reason: finding.wish.reason, instead: finding.wish.instead };
  const { id, risk, summary, input } = finding.operation;
  return { id, risk, summary, input: parametersOf(input()) };
}

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly description?: string;
}

interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

function parametersOf(schema: z.ZodObject): Parameter[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' }) as Schema;
  const parameters = Object.entries(properties).map(([name, property]) => ({
    name,
    type: typeText(property),
    required: required.includes(name),
    description: property.description ?? '',
  }));
  return parameters.sort((a, b) => Number(b.required) - Number(a.required));
}

/** A type in few characters: enums by their members, objects by their fields. */
function typeText({
  type,
  enum: members,
  const: only,
  items,
  anyOf,
  oneOf,
  properties,
  required = [],
}: Schema): string {
  if (only !== undefined) return JSON.stringify(only);
  if (members) return members.length <= 12 ? members.join('|') : `${members.slice(0, 8).join('|')}|…`;
  const branches = anyOf ?? oneOf;
  if (branches) return [...new Set(branches.map(typeText))].join('|');
  if (items) return `${typeText(items)}[]`;
  if (properties) {
    return `{ ${Object.entries(properties)
      .map(([name, each]) => `${name}${required.includes(name) ? '' : '?'}: ${typeText(each)}`)
      .join(', ')} }`;
  }
  return [type].flat().join('|') || 'any';
}
