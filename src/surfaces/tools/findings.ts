import type { AnyOperation } from '../../catalogue/define.ts';
import { parametersOf, type Value } from '../../catalogue/parameters.ts';
import { type Finding, findOperations } from '../../catalogue/search/search.ts';
import type { Wish } from '../../catalogue/wishes.ts';
import type { Session } from '../../session/session.ts';
import type { Answer } from './tool.ts';
import { noticed } from './wording.ts';

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
  if ('wish' in finding) return `NOT OFFERED: ${finding.wish.title}: ${finding.wish.reason} ${insteadOf(finding.wish)}`;
  const { operation } = finding;
  const inputs = inputOf(operation).map(({ name, type, required }) => `${name}${required ? '' : '?'}: ${type}`);
  const { provider } = operation;
  const absent = provider !== null && session.of(provider).length === 0 ? ' (no connection here)' : '';
  return `${operation.id} [${operation.risk}]${absent} ${operation.summary} { ${inputs.join(', ')} }`;
}

function dataOf(finding: Finding) {
  if ('wish' in finding)
    return { not_offered: finding.wish.title, reason: finding.wish.reason, instead: insteadOf(finding.wish) };
  const { id, risk, summary } = finding.operation;
  return { id, risk, summary, input: inputOf(finding.operation) };
}

function insteadOf({ instead, advice }: Wish): string {
  return noticed({ text: instead, ...(advice && { advice }) });
}

/** What an operation takes, the required first. */
function inputOf({ input }: AnyOperation) {
  return parametersOf(input())
    .map((parameter) => ({
      name: parameter.name,
      type: typeText(parameter),
      required: parameter.required,
      description: parameter.description,
    }))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

/** A type in few characters: enums by their members, objects by their fields. */
function typeText(value: Value): string {
  const text = shapeText(value);
  return value.nullable ? `${text}|null` : text;
}

function shapeText(value: Value): string {
  switch (value.kind) {
    case 'enum':
      return value.members.length <= 12 ? value.members.join('|') : `${value.members.slice(0, 8).join('|')}|…`;
    case 'list':
      return `${typeText(value.of)}[]`;
    case 'choice':
      return [...new Set(value.among.map(typeText))].join('|');
    case 'object':
      return value.fields
        ? `{ ${value.fields.map((each) => `${each.name}${each.required ? '' : '?'}: ${typeText(each)}`).join(', ')} }`
        : 'object';
    default:
      return typeWords[value.kind];
  }
}

const typeWords = {
  text: 'string',
  'whole number': 'integer',
  number: 'number',
  flag: 'boolean',
  file: 'string',
  json: 'any',
} as const;
