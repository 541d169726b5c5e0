import { hex } from '../../../internal/hash.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { libraryMarketplace, pluginMarketplaces } from '../plugin-marketplaces/record.ts';
import { addPlugin } from '../plugins/add.ts';
import { contentOf } from '../plugins/content.ts';
import { installationSettings } from '../plugins/installation-settings.ts';
import { type Plugin, plugins } from '../plugins/record.ts';
import { pluginShares } from '../plugins/shares.ts';
import { type PluginVersion, pluginVersions } from '../plugins/versions.ts';
import type { RbacGroup } from '../rbac-groups/record.ts';
import type { User } from '../users/record.ts';

const dayMs = 86_400_000;

interface PluginSeed {
  readonly seed: number;
  readonly now: number;
  readonly members: readonly User[];
  readonly groups: readonly RbacGroup[];
}

/** Marketplaces: the organisation's library, a repository, and one member's own; a plugin in each. */
export function seedPlugins(store: Store, options: PluginSeed): void {
  const { now, members, groups } = options;
  const [owner, , maker] = members;
  if (!owner || !maker) return;
  const library = libraryMarketplace(store, isoMicroseconds(now - 90 * dayMs));
  const repository = seedRepository(store, options);
  const personal = seedPersonal(store, maker, now);
  const uploaded = addPlugin(
    store,
    {
      content: contentOf(reviewFiles('1.0.0')),
      marketplace_id: library.id,
      owner: { type: 'organization' },
      created_by: { type: 'user_actor', user_id: owner.id },
      notes: 'First version.',
    },
    isoMicroseconds(now - 80 * dayMs),
  );
  addVersions(store, uploaded, owner, now);
  const synchronized = addPlugin(
    store,
    {
      content: contentOf(deployFiles),
      marketplace_id: repository,
      owner: { type: 'organization' },
      created_by: null,
      notes: null,
    },
    isoMicroseconds(now - 60 * dayMs),
  );
  const own = addPlugin(
    store,
    {
      content: contentOf(notesFiles),
      marketplace_id: personal,
      owner: { type: 'user', user_id: maker.id },
      created_by: { type: 'user_actor', user_id: maker.id },
      notes: null,
    },
    isoMicroseconds(now - 12 * dayMs),
  );
  seedSettings(store, uploaded, synchronized, groups, now);
  seedShares(store, own, groups, now);
}

function seedRepository(store: Store, { seed, now }: PluginSeed): string {
  return store.in(pluginMarketplaces).add({
    id: store.newId('marketplace_01', 22),
    name: 'northwind-plugins',
    owner: { type: 'organization' },
    source: 'github',
    default_installation_preference: 'available',
    created_at: isoMicroseconds(now - 61 * dayMs),
    last_sync_ended_at: isoMicroseconds(now - 3_600_000),
    last_sync_read_sha: hex(40, seed, 'northwind-plugins'),
    sync_status: 'success',
  }).id;
}

function seedPersonal(store: Store, maker: User, now: number): string {
  return store.in(pluginMarketplaces).add({
    id: store.newId('marketplace_01', 22),
    name: `personal-${maker.email.split('@')[0]?.replace('.', '-')}`,
    owner: { type: 'user', user_id: maker.id },
    source: 'manual',
    default_installation_preference: null,
    created_at: isoMicroseconds(now - 12 * dayMs),
    last_sync_ended_at: null,
    last_sync_read_sha: null,
    sync_status: null,
  }).id;
}

/** Later versions: one that passed its scan and is served, one that failed it, one whose scan is running. */
function addVersions(store: Store, plugin: Plugin, maker: User, now: number): void {
  const scans: readonly {
    readonly version: string;
    readonly age: number;
    readonly scan: PluginVersion['content_scan'];
  }[] = [
    { version: '1.1.0', age: 40, scan: { status: 'completed', assessment: 'pass', reason: null } },
    { version: '1.2.0', age: 5, scan: { status: 'completed', assessment: 'fail', reason: 'credential-exposure' } },
    { version: '1.2.1', age: 0, scan: { status: 'processing', assessment: null, reason: null } },
  ];
  for (const { version, age, scan } of scans) {
    const { name: _name, ...content } = contentOf(reviewFiles(version));
    const { id } = store.in(pluginVersions).add({
      id: store.newId('pluginver_01', 22),
      plugin_id: plugin.id,
      ...content,
      content_scan: scan,
      created_at: isoMicroseconds(now - age * dayMs),
      created_by: { type: 'user_actor', user_id: maker.id },
      release_notes: `Version ${version}.`,
    });
    store.in(plugins).change(plugin.id, {
      latest_version_id: id,
      updated_at: isoMicroseconds(now - age * dayMs),
      ...(scan?.assessment === 'pass' && { served_version_id: id }),
    });
  }
}

function seedSettings(store: Store, first: Plugin, second: Plugin, groups: readonly RbacGroup[], now: number): void {
  const set = (
    plugin: Plugin,
    target: string,
    preference: 'auto_install' | 'not_available' | 'required',
    age: number,
  ) => {
    const at = isoMicroseconds(now - age * dayMs);
    store.in(installationSettings).add({
      plugin_id: plugin.id,
      target,
      installation_preference: preference,
      created_at: at,
      updated_at: at,
    });
  };
  const engineering = groups.find(({ name }) => name === 'Engineering');
  set(first, 'organization', 'auto_install', 79);
  if (engineering) set(first, engineering.id, 'required', 70);
  if (engineering) set(second, engineering.id, 'not_available', 30);
}

function seedShares(store: Store, { id: plugin_id }: Plugin, groups: readonly RbacGroup[], now: number): void {
  const product = groups.find(({ name }) => name === 'Product');
  const granted = isoMicroseconds(now - 10 * dayMs);
  if (!product) return;
  store.in(pluginShares).add({
    plugin_id,
    target: { type: 'rbac_group', rbac_group_id: product.id },
    granted_at: granted,
  });
}

function file(name: string, content: string) {
  return { name, bytes: new TextEncoder().encode(content) };
}

function manifest(fields: Readonly<Record<string, string>>) {
  return file('.claude-plugin/plugin.json', JSON.stringify(fields));
}

function reviewFiles(version: string) {
  return [
    manifest({ name: 'code-review', displayName: 'Code review', description: 'Reviews a change.', version }),
    file(
      'skills/review-change/SKILL.md',
      '---\ndescription: Reviews the change at hand\n---\nRead the change first.\n',
    ),
    file('commands/review.md', '---\ndescription: Starts a review\n---\nReview what changed.\n'),
  ];
}

const deployFiles = [
  manifest({
    name: 'deploy-notes',
    displayName: 'Deploy notes',
    description: 'Writes notes of a deploy.',
    version: '0.4.2',
  }),
  file('.mcp.json', JSON.stringify({ mcpServers: { deploys: { command: 'deploys-mcp' } } })),
];

const notesFiles = [
  manifest({ name: 'meeting-notes', displayName: 'Meeting notes', description: 'Tidies notes.', version: '0.1.0' }),
  file('skills/tidy-notes/SKILL.md', '---\ndescription: Tidies the notes of a meeting\n---\nKeep it short.\n'),
];
