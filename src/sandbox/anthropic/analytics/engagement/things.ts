import { letters } from '../../../../internal/hash.ts';
import { day } from '../../../demand/usage.ts';
import type { Store } from '../../../engine/store.ts';
import { organization } from '../../organization/record.ts';
import { plugins } from '../../plugins/record.ts';
import { users } from '../../users/record.ts';

/** What people use inside the products, and how it is taken up. */
export interface Thing {
  readonly name: string;
  readonly products: readonly string[];
  /** The part of people who use it at all. */
  readonly share: number;
  /** How often it is used for each message. */
  readonly rate: number;
  /** The first day on which it could be used. */
  readonly since?: number;
}

export interface Skill extends Thing {
  readonly share_status: 'organization' | 'private' | 'public' | null;
  readonly display: string | null;
}

export const skills: readonly Skill[] = [
  { name: 'docx', products: ['chat', 'cowork'], share: 0.5, rate: 0.06, share_status: 'public', display: null },
  { name: 'pdf', products: ['chat', 'cowork'], share: 0.4, rate: 0.05, share_status: 'public', display: null },
  { name: 'pptx', products: ['chat', 'office_agent'], share: 0.25, rate: 0.05, share_status: 'public', display: null },
  {
    name: 'skill_01NorthwindBrandGuide',
    products: ['chat'],
    share: 0.3,
    rate: 0.04,
    share_status: 'organization',
    display: 'Brand guide',
  },
  { name: 'review-change', products: ['claude_code'], share: 0.5, rate: 0.08, share_status: null, display: null },
  { name: 'xlsx', products: ['office_agent'], share: 0.6, rate: 0.2, share_status: null, display: null },
];

export interface Connector extends Thing {
  readonly display: string | null;
}

export const connectors: readonly Connector[] = [
  { name: 'atlassian', products: ['chat', 'claude_code', 'cowork'], share: 0.4, rate: 0.12, display: null },
  { name: 'github', products: ['claude_code'], share: 0.7, rate: 0.2, display: null },
  { name: 'gmail', products: ['chat', 'cowork', 'office_agent'], share: 0.35, rate: 0.1, display: null },
  { name: 'slack', products: ['chat'], share: 0.45, rate: 0.08, display: null },
  { name: 'mcpsrv_01NorthwindTickets', products: ['chat'], share: 0.2, rate: 0.1, display: 'Northwind tickets' },
];

export interface UsedPlugin extends Thing {
  readonly plugin_id: string | null;
}

/** The organisation's own plugins, a public one, and those without a name. */
export function usedPlugins(store: Store): readonly UsedPlugin[] {
  const own = store.in(plugins).where(({ owner }) => owner.type === 'organization');
  return [
    ...own.map(({ name, id }) => ({ name, plugin_id: id, products: ['claude_code', 'cowork'], share: 0.4, rate: 0.1 })),
    { name: 'serena', plugin_id: 'serena@claude-plugins-official', products: ['claude_code'], share: 0.2, rate: 0.15 },
    { name: 'third-party', plugin_id: null, products: ['claude_code', 'cowork'], share: 0.15, rate: 0.05 },
  ];
}

export interface ChatProject extends Thing {
  readonly project_name: string;
  readonly created_at: string;
  readonly created_by: string;
}

const projectNames = ['Launch plan', 'Support handbook', 'Quarterly numbers', 'Hiring', 'Data questions', 'Incidents'];

/** The projects of chat; their name here is their id. */
export function chatProjects(store: Store): readonly ChatProject[] {
  const { id } = store.read(organization);
  const members = store.in(users).all();
  return projectNames.flatMap((project_name, index) => {
    const maker = members[(index * 5 + 1) % members.length];
    if (!maker) return [];
    return {
      name: `claude_proj_01${letters(22, id, 'project', index)}`,
      project_name,
      created_at: maker.added_at,
      created_by: maker.id,
      since: Math.floor(Date.parse(maker.added_at) / day),
      products: ['chat'],
      share: 0.35,
      rate: 0.15,
    };
  });
}

export interface Artifact extends Thing {
  readonly artifact_type: string;
  readonly is_shared: boolean;
}

const chatTypes = [
  'text/markdown',
  'application/vnd.ant.react',
  'text/html',
  'image/svg+xml',
  'application/vnd.ant.code',
  'other',
];

/** Since when artifacts are counted outside chat. */
const sessionArtifactsSince = Date.parse('2026-08-17T00:00:00Z') / day;

/** Each type, shared or not, in chat; pages in sessions. */
export const artifacts: readonly Artifact[] = [true, false].flatMap((is_shared) => [
  ...chatTypes.map((artifact_type, index) => ({
    name: `chat ${artifact_type} ${is_shared}`,
    artifact_type,
    is_shared,
    products: ['chat'],
    share: 0.5 - index * 0.06,
    rate: is_shared ? 0.01 : 0.04,
  })),
  {
    name: `session text/html ${is_shared}`,
    artifact_type: 'text/html',
    is_shared,
    products: ['claude_code', 'cowork'],
    share: 0.3,
    rate: is_shared ? 0.005 : 0.02,
    since: sessionArtifactsSince,
  },
]);
