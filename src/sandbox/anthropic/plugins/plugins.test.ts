import { Anthropic, toFile } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';
import { readZip, writeZip } from './zip.ts';

let sandbox: Sandbox;
let client: Anthropic;
let plugins: Anthropic['beta']['organization']['plugins'];
let marketplaces: Anthropic['beta']['organization']['pluginMarketplaces'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const { enterprise_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  client = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
  plugins = client.beta.organization.plugins;
  marketplaces = client.beta.organization.pluginMarketplaces;
});
afterAll(() => sandbox.close());

const manifest = '.claude-plugin/plugin.json';

function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  return writeZip(new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
}

function archive(files: Readonly<Record<string, string>>, name = 'plugin.zip') {
  return toFile(zipOf(files), name);
}

async function seeded(name: string) {
  const found = (await plugins.list()).data.find((plugin) => plugin.name === name);
  if (!found) throw new Error(`no plugin ${name}`);
  return found;
}

describe('plugins', () => {
  it('are made from an archive: the manifest names them, the files say what they hold', async () => {
    const made = await plugins.create({
      files: [
        await archive({
          [manifest]: JSON.stringify({ name: 'triage', displayName: 'Triage', version: 'v2.0.1' }),
          'skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts tickets\nallowed-tools: Bash\n---\nSort.',
        }),
      ],
      release_notes: 'Hello.',
    });
    expect(made).toMatchObject({
      name: 'triage',
      display_name: 'Triage',
      manifest_version: '2.0.1',
      owner: { type: 'organization' },
      reach: 'privileged',
      components: [{ type: 'skill', name: 'sort', description: 'Sorts tickets' }],
      organization_installation_preference: 'available',
      organization_installation_preference_inherited: true,
      served_version_pinned: false,
    });
    expect(made.served_version_id).toBe(made.latest_version_id);
    expect(await plugins.retrieve(made.id)).toEqual(made);
    const [version] = (await plugins.versions.list(made.id)).data;
    expect(version).toMatchObject({ id: made.latest_version_id, release_notes: 'Hello.' });
  });

  it('are made from single files too, and given back as the archive of them', async () => {
    const made = await plugins.create({
      files: [
        await toFile(Buffer.from(JSON.stringify({ name: 'loose-files' })), manifest),
        await toFile(Buffer.from(JSON.stringify({ mcpServers: { tickets: {} } })), '.mcp.json'),
      ],
    });
    expect(made).toMatchObject({ reach: 'remote', components: [{ type: 'mcp_server', name: 'tickets' }] });
    const response = await plugins.versions.download('latest', { plugin_id: made.id });
    expect(response.headers.get('content-type')).toBe('application/zip');
    const read = readZip(new Uint8Array(await response.arrayBuffer()));
    expect([...(read?.files.keys() ?? [])]).toEqual([manifest, '.mcp.json']);
  });

  it('accept an archive that only begins as a zip, and nothing that does not', async () => {
    const bare = await toFile(Buffer.from('UEsDBAo=', 'base64'), 'plugin.zip');
    expect(await plugins.create({ files: [bare] })).toMatchObject({ components: null, reach: null });
    const text = await toFile(Buffer.from('hello'), 'plugin.zip');
    await expect(plugins.create({ files: [text] })).rejects.toMatchObject({ status: 400 });
    await expect(plugins.create({ files: [await archive({ 'README.md': 'x' })] })).rejects.toMatchObject({
      status: 400,
    });
    const shouting = await archive({ [manifest]: '{"name":"Upper Case"}' });
    await expect(plugins.create({ files: [shouting] })).rejects.toMatchObject({ status: 400 });
  });

  it('have one name in a marketplace', async () => {
    const { id } = await seeded('code-review');
    const same = await archive({ [manifest]: '{"name":"code-review"}' });
    await expect(plugins.create({ files: [same] })).rejects.toMatchObject({
      status: 409,
      errorCode: 'plugin_name_taken',
      details: { plugin_id: id },
    });
    const { marketplace_id } = await seeded('deploy-notes');
    const other = await archive({ [manifest]: '{"name":"other"}' });
    await expect(plugins.create({ files: [other], marketplace_id })).rejects.toMatchObject({ status: 400 });
  });

  it('serve a new version until one is pinned', async () => {
    const upload = () => archive({ [manifest]: '{"name":"served","version":"1.0.0"}' });
    const made = await plugins.create({ files: [await upload()] });
    const second = await plugins.versions.create(made.id, { files: [await upload()] });
    expect(await plugins.retrieve(made.id)).toMatchObject({
      served_version_id: second.id,
      latest_version_id: second.id,
    });
    const pinned = await plugins.update(made.id, { served_version_id: made.served_version_id });
    expect(pinned).toMatchObject({ served_version_id: made.served_version_id, served_version_pinned: true });
    const third = await plugins.versions.create(made.id, { files: [await upload()] });
    expect(await plugins.retrieve(made.id)).toMatchObject({
      served_version_id: made.served_version_id,
      latest_version_id: third.id,
    });
    expect((await plugins.versions.list(made.id)).data.map(({ id }) => id)).toEqual([
      third.id,
      second.id,
      made.served_version_id,
    ]);
    expect((await plugins.versions.retrieve('latest', { plugin_id: made.id })).id).toBe(third.id);
    const renamed = await archive({ [manifest]: '{"name":"renamed"}' });
    await expect(plugins.versions.create(made.id, { files: [renamed] })).rejects.toMatchObject({ status: 400 });
    await expect(plugins.update(made.id, { served_version_id: 'latest' })).rejects.toMatchObject({ status: 400 });
  });

  it('serve only what passed its scan', async () => {
    const { id } = await seeded('code-review');
    const versions = (await plugins.versions.list(id)).data;
    const scanned = (status: string | null, assessment: string | null) =>
      versions.find(({ content_scan: scan }) => scan?.status === status && scan.assessment === assessment)?.id ?? '';
    await expect(plugins.update(id, { served_version_id: scanned('processing', null) })).rejects.toMatchObject({
      status: 409,
      errorCode: 'scan_pending',
    });
    const failed = scanned('completed', 'fail');
    await expect(plugins.update(id, { served_version_id: failed })).rejects.toMatchObject({
      status: 400,
      errorCode: 'scan_failed',
      details: { plugin_version_id: failed },
    });
  });

  it('are filtered by owner, marketplace and time, newest first', async () => {
    const mine = await plugins.list({ owner_type: 'user' });
    expect(mine.data.map(({ name }) => name)).toEqual(['meeting-notes']);
    const [own] = mine.data;
    const owner_user_id = own?.owner.type === 'user' ? own.owner.user_id : '';
    expect((await plugins.list({ owner_user_id })).data).toEqual(mine.data);
    const old = await plugins.list({ 'created_at[lt]': '2026-10-01T00:00:00Z' });
    expect(old.data.map(({ name }) => name)).toEqual(['deploy-notes', 'code-review']);
    const organization_id = (await client.organization.retrieve()).id;
    expect((await plugins.list({ organization_id, owner_type: 'user' })).data).toEqual(mine.data);
    await expect(plugins.list({ organization_id: 'org_01other' })).rejects.toMatchObject({ status: 404 });
    await expect(plugins.list({ organization_id: 'ours' })).rejects.toMatchObject({ status: 400 });
  });

  it('of members have shares and no installation settings; those of the organization the reverse', async () => {
    const own = await seeded('meeting-notes');
    const shared = await seeded('code-review');
    expect((await plugins.shares.list(own.id)).data).toMatchObject([{ target: { type: 'rbac_group' } }]);
    await expect(plugins.installationSettings.list(own.id)).rejects.toMatchObject({ status: 404 });
    await expect(plugins.shares.list(shared.id)).rejects.toMatchObject({ status: 404 });
    await expect(plugins.update(own.id, { served_version_id: own.served_version_id })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('reach people as their installation settings say, else as their marketplace does', async () => {
    const { installationSettings: settings } = plugins;
    const { id: plugin_id, marketplace_id } = await seeded('code-review');
    await settings.set('organization', { plugin_id, installation_preference: 'required' });
    expect(await plugins.retrieve(plugin_id)).toMatchObject({
      organization_installation_preference: 'required',
      organization_installation_preference_inherited: false,
    });
    const [group] = (await client.organization.rbacGroups.list({ limit: 1 })).data;
    const set = await settings.set(group?.id ?? '', { plugin_id, installation_preference: 'available' });
    sandbox.clock.advance(1000);
    expect(await settings.set(group?.id ?? '', { plugin_id, installation_preference: 'available' })).toEqual(set);
    expect((await settings.list(plugin_id, { target_type: 'rbac_group' })).data[0]).toEqual(set);
    expect(await settings.remove('organization', { plugin_id })).toMatchObject({ target: { type: 'organization' } });
    await expect(settings.remove('organization', { plugin_id })).rejects.toMatchObject({ status: 404 });
    await marketplaces.update(marketplace_id, { default_installation_preference: 'not_available' });
    expect((await plugins.retrieve(plugin_id)).organization_installation_preference).toBe('not_available');
    const unknown = settings.set('rbac_group_01', { plugin_id, installation_preference: 'available' });
    await expect(unknown).rejects.toMatchObject({ status: 404 });
  });

  it('are deleted with their versions, unless a repository keeps them', async () => {
    const synchronized = await seeded('deploy-notes');
    await expect(plugins.delete(synchronized.id)).rejects.toMatchObject({ status: 400 });
    const { id, latest_version_id } = await seeded('meeting-notes');
    expect(await plugins.delete(id)).toEqual({ id, type: 'plugin_deleted' });
    const version = plugins.versions.retrieve(latest_version_id, { plugin_id: id });
    await expect(version).rejects.toMatchObject({ status: 404 });
  });

  it('do not exist without the beta header', async () => {
    await expect(client.get('/v1/organizations/plugins')).rejects.toMatchObject({ status: 404 });
  });
});

describe('plugin marketplaces', () => {
  const entry = '.claude-plugin/marketplace.json';

  it('are listed and read; those of members keep their settings', async () => {
    const github = (await marketplaces.list({ source: 'github' })).data;
    expect(github).toMatchObject([{ name: 'northwind-plugins', sync_status: 'success' }]);
    expect(await marketplaces.retrieve(github[0]?.id ?? '')).toEqual(github[0]);
    const [personal] = (await marketplaces.list({ owner_type: 'user' })).data;
    const update = marketplaces.update(personal?.id ?? '', { default_installation_preference: 'required' });
    await expect(update).rejects.toMatchObject({ status: 403 });
    expect((await marketplaces.list({ source: 'directory' })).data).toEqual([]);
  });

  it('are checked as archives, wrapped in a folder or not, without being kept', async () => {
    const before = (await marketplaces.list()).data.length;
    const manifestOf = (...entries: object[]) => JSON.stringify({ name: 'market', plugins: entries });
    const good = await archive({
      [`market-main/${entry}`]: manifestOf(
        { name: 'one', source: './one' },
        { name: 'far', source: { source: 'github' } },
      ),
      'market-main/one/README.md': 'x',
    });
    expect(await marketplaces.validateArchive({ archive: good })).toMatchObject({
      valid: true,
      total_plugin_count: 2,
      plugin_warnings: [{ name: 'far' }],
      manifest_error: null,
    });
    const bad = await archive({ [entry]: manifestOf({ name: 'lost', source: './lost' }) });
    expect(await marketplaces.validateArchive({ archive: bad })).toMatchObject({
      valid: false,
      plugin_errors: [{ name: 'lost', error_code: 'source_not_found' }],
    });
    const empty = await archive({ 'README.md': 'x' });
    const report = await marketplaces.validateArchive({ archive: empty });
    expect(report).toMatchObject({ valid: false, manifest_error_code: 'manifest_not_found' });
    expect((await marketplaces.list()).data).toHaveLength(before);
  });

  it('are checked as repositories; what is missing is reported, what is no repository is refused', async () => {
    const check = (repository_url: string, ref?: string) =>
      marketplaces.validateRepository({ repository_url, ...(ref !== undefined && { ref }) });
    const known = 'https://github.com/northwind/northwind-plugins';
    expect(await check(`${known}.git`)).toMatchObject({ valid: true, ref: null, total_plugin_count: 1 });
    expect(await check(known, 'main')).toMatchObject({ valid: true, ref: 'main' });
    expect(await check(known, 'gone')).toMatchObject({ valid: false, manifest_error_code: 'ref_not_found' });
    expect(await check('https://github.com/northwind/other')).toMatchObject({ valid: false });
    for (const address of ['http://github.com/a/b', 'https://gitlab.com/a/b', 'https://github.com/a', 'nonsense']) {
      await expect(check(address)).rejects.toMatchObject({ status: 400 });
    }
    await expect(check(known, 'a..b')).rejects.toMatchObject({ status: 400 });
  });
});
