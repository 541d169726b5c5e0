import { z } from 'zod';
import { hex } from '../../../internal/hash.ts';
import { badRequest } from '../refuse.ts';
import { type Files, looksLikeZip, readZip, writeZip } from './zip.ts';

/** What an upload holds: the manifest, the parts of the plugin, how far they reach, and the archive as it is kept. */

export interface Component {
  readonly type: 'agent' | 'cli' | 'command' | 'hook' | 'mcp_server' | 'skill';
  readonly name: string;
  readonly description: string | null;
}

export interface PluginContent {
  readonly name: string;
  readonly display_name: string | null;
  readonly description: string | null;
  readonly manifest_version: string | null;
  readonly components: readonly Component[] | null;
  readonly reach: 'contained' | 'privileged' | 'remote' | null;
  /** The zip in base64. */
  readonly archive: string;
}

export const uploadedFile = z.object({ name: z.string(), bytes: z.instanceof(Uint8Array) });
type UploadedFile = z.infer<typeof uploadedFile>;

const manifestPath = '.claude-plugin/plugin.json';

const manifestSchema = z.looseObject({
  name: z
    .string()
    .regex(/^[\p{Ll}\p{Lo}\p{Nd}-]{1,64}$/u, 'should have at most 64 lowercase letters, digits and hyphens'),
  displayName: z.string().optional(),
  description: z.string().max(500).optional(),
  version: z.string().optional(),
});

/** The content of an upload: one archive, or the files themselves under their paths. */
export function contentOf(uploaded: readonly UploadedFile[]): PluginContent {
  const [first] = uploaded;
  if (uploaded.length === 1 && first && /\.(?:zip|plugin)$/i.test(first.name)) return archivedContent(first.bytes);
  const files = new Map(uploaded.map(({ name, bytes }) => [name, bytes]));
  return described(files, writeZip(files));
}

/** An archive that begins as a zip but cannot be looked into is taken too, under a name made from its bytes. */
function archivedContent(bytes: Uint8Array): PluginContent {
  if (!looksLikeZip(bytes)) throw badRequest('files: the archive is not a zip');
  const archive = Buffer.from(bytes).toString('base64');
  const read = readZip(bytes);
  if (read) return described(unwrapped(read.files, manifestPath), bytes);
  return {
    name: `plugin-${hex(12, archive)}`,
    display_name: null,
    description: null,
    manifest_version: null,
    components: null,
    reach: null,
    archive,
  };
}

/** Files without the one folder around them, where there is one, as Git hosts wrap what they let download. */
export function unwrapped(files: Files, landmark: string): Files {
  if (files.has(landmark)) return files;
  const wrapper = [...files.keys()].find((path) => path.endsWith(`/${landmark}`))?.slice(0, -landmark.length);
  if (!wrapper) return files;
  const inside = [...files].filter(([path]) => path.startsWith(wrapper));
  return new Map(inside.map(([path, bytes]) => [path.slice(wrapper.length), bytes]));
}

function described(files: Files, archive: Uint8Array): PluginContent {
  const manifest = manifestOf(files);
  const components = componentsOf(files);
  return {
    name: manifest.name,
    display_name: manifest.displayName ?? null,
    description: manifest.description ?? null,
    manifest_version: displayedVersion(manifest.version),
    components,
    reach: reachOf(files, components),
    archive: Buffer.from(archive).toString('base64'),
  };
}

function manifestOf(files: Files) {
  const bytes = files.get(manifestPath);
  if (!bytes) throw badRequest(`files: ${manifestPath} is missing`);
  const parsed = manifestSchema.safeParse(jsonIn(bytes));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badRequest(`${manifestPath}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`);
}

/** Without a leading v, and only where it begins as a version does. */
function displayedVersion(version: string | undefined): string | null {
  const plain = version?.replace(/^v/i, '') ?? '';
  return /^\d[A-Za-z0-9.+-]{0,63}$/.test(plain) ? plain : null;
}

function componentsOf(files: Files): Component[] {
  const components: Component[] = [];
  for (const [path, bytes] of files) {
    const skill = /^skills\/([^/]+)\/SKILL\.md$/.exec(path)?.[1];
    const command = /^commands\/(.+)\.md$/.exec(path)?.[1];
    const agent = /^agents\/(.+)\.md$/.exec(path)?.[1];
    if (skill) components.push({ type: 'skill', name: skill, description: descriptionIn(bytes) });
    else if (command) components.push({ type: 'command', name: command, description: descriptionIn(bytes) });
    else if (agent) components.push({ type: 'agent', name: agent, description: descriptionIn(bytes) });
  }
  for (const name of keysIn(files.get('.mcp.json'), 'mcpServers')) {
    components.push({ type: 'mcp_server', name, description: null });
  }
  for (const name of keysIn(files.get('hooks/hooks.json'), 'hooks')) {
    components.push({ type: 'hook', name, description: null });
  }
  return components;
}

/** `remote` talks to a server, `privileged` acts without being asked, `contained` only instructs. */
function reachOf(files: Files, components: readonly Component[]): PluginContent['reach'] {
  if (components.some(({ type }) => type === 'mcp_server' || type === 'cli')) return 'remote';
  if (components.some(({ type }) => type === 'hook')) return 'privileged';
  for (const [path, bytes] of files) {
    if (path.startsWith('workflows/') || path === 'settings.json') return 'privileged';
    if (path.endsWith('.md') && /^allowed-tools:\s*\S/m.test(frontmatterOf(bytes))) return 'privileged';
  }
  return 'contained';
}

function descriptionIn(bytes: Uint8Array): string | null {
  return /^description:\s*(.+)$/m.exec(frontmatterOf(bytes))?.[1]?.trim() ?? null;
}

function frontmatterOf(bytes: Uint8Array): string {
  return /^---\r?\n([\s\S]*?)\r?\n---/.exec(textOf(bytes))?.[1] ?? '';
}

function keysIn(bytes: Uint8Array | undefined, field: string): string[] {
  const parsed = z.looseObject({ [field]: z.record(z.string(), z.unknown()) }).safeParse(bytes && jsonIn(bytes));
  return parsed.success ? Object.keys(parsed.data[field] ?? {}) : [];
}

/** Undefined where it is no JSON. */
export function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
