import { Anthropic } from '@anthropic-ai/sdk';
import { OpenAI } from 'openai';
import type { ProviderId } from '../../src/providers/index.ts';

/** A method of an SDK's administration resources, found by walking the client's own objects. */
export interface SdkMethod {
  readonly provider: ProviderId;
  /** From the client on, such as `admin.organization.projects.list`. */
  readonly accessor: string;
  /** The one whose types its answer has, where the beta tree shows more. */
  readonly answersAs?: string;
  /** The operation that should stand for it. */
  readonly id: string;
}

export function sdkMethods(): SdkMethod[] {
  const openai = new OpenAI({ apiKey: 'unused', adminAPIKey: 'unused', baseURL: 'http://127.0.0.1:9/v1' });
  const anthropic = new Anthropic({ apiKey: 'unused', baseURL: 'http://127.0.0.1:9' });
  const ga = methodsOf(anthropic.organization).map((path) => method('anthropic', 'organization', path));
  const beta = methodsOf(anthropic.beta.organization).map((path) => method('anthropic', 'beta.organization', path));
  const gaIds = new Set(ga.map(({ id }) => id));
  const outside = [
    ...methodsOf(anthropic.beta.compliance).map((path) => ['compliance', ...path]),
    ...methodsOf(anthropic.beta.userProfiles.providers).map((path) => ['userProfiles', 'providers', ...path]),
  ].map((path) => method('anthropic', 'beta', path));
  return [
    ...ga.map((each) => ({
      ...each,
      accessor: moreInBeta.includes(each.id) ? `beta.${each.accessor}` : each.accessor,
      ...(each.id.startsWith('anthropic.federation.rules.') && { answersAs: `beta.${each.accessor}` }),
    })),
    ...beta.filter(({ id }) => !gaIds.has(id)),
    ...outside,
    ...methodsOf(openai.admin.organization).map((path) => method('openai', 'admin.organization', path)),
  ];
}

/** Calls that both trees have, and of which the beta one takes or shows more. */
const moreInBeta: readonly string[] = [
  'anthropic.workspaces.create',
  'anthropic.workspaces.get',
  'anthropic.workspaces.update',
];

function methodsOf(resource: object): string[][] {
  const own = Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter((name) => name !== 'constructor');
  const nested = Object.entries(resource).filter(([name, value]) => !name.startsWith('_') && isResource(value));
  return [
    ...own.map((name) => [name]),
    ...nested.flatMap(([name, value]) => methodsOf(value as object).map((path) => [name, ...path])),
  ];
}

function isResource(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '_client' in value;
}

function method(provider: ProviderId, root: string, path: readonly string[]): SdkMethod {
  const names = path.map(snakeCase);
  const verb = shortVerbs[names.at(-1) ?? ''] ?? names.at(-1);
  const resources = names.slice(0, -1);
  const id = [provider, ...(resources.length > 0 ? resources : ['organization']), verb].join('.');
  return { provider, accessor: [root, ...path].join('.'), id };
}

const shortVerbs: Readonly<Record<string, string>> = {
  retrieve: 'get',
  list_rate_limits: 'list',
  update_rate_limit: 'update',
};

function snakeCase(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}
