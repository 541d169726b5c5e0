import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let client: Anthropic;
let tag: Anthropic['beta']['organization']['claudeTag'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T12:00:00Z') });
  const { enterprise_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  client = new Anthropic({ apiKey, baseURL, maxRetries: 0 });
  tag = client.beta.organization.claudeTag;
});
afterAll(() => sandbox.close());

const workspace_id = 'T04NORTHWIND';

async function workspace() {
  const [found] = (await tag.slackWorkspaces.list({ slack_workspace_id: workspace_id })).data;
  if (!found) throw new Error('no Slack workspace');
  return found;
}

async function groupMessage(): Promise<string> {
  const { data } = await tag.slackChannels.list({ slack_workspace_id: workspace_id });
  return data.find(({ slack }) => slack.channel_id.startsWith('G'))?.id ?? '';
}

describe('Slack channels', () => {
  it('are set up once, and inherit what they do not store', async () => {
    const slack = { channel_id: 'C0NEWROOM', workspace_id };
    const made = await tag.slackChannels.create({ slack, settings: { instructions: '  Be kind.  ' } });
    expect(made.settings).toMatchObject({ instructions: 'Be kind.', enabled: null });
    expect(await tag.slackChannels.create({ slack })).toEqual(made);
    const space = await workspace();
    await tag.slackWorkspaces.update(space.id, { settings: { model: 'opus', instructions: 'Work hours only.' } });
    const { settings, sources } = await tag.slackChannels.retrieve(made.id, { include_inherited: true });
    expect(settings).toMatchObject({ enabled: true, model: 'opus', reply_mode: null });
    expect(settings.instructions).toBe('Answer in the language of the question.\n\nWork hours only.\n\nBe kind.');
    expect(sources).toMatchObject({
      enabled: { type: 'default' },
      model: { type: 'slack_workspace', slack_workspace_id: space.id },
      instructions: [{ type: 'slack_default' }, { type: 'slack_workspace' }, { type: 'slack_channel' }],
    });
    const found = await tag.slackChannels.list({ slack_workspace_id: workspace_id, slack_channel_id: 'C0NEWROOM' });
    expect(found.data).toEqual([made]);
  });

  it('change in part; a reply mode stays once it is there', async () => {
    const { id } = await tag.slackChannels.create({ slack: { channel_id: 'C0MODES', workspace_id } });
    const { update } = tag.slackChannels;
    const change = (settings: Parameters<typeof update>[1]['settings']) => tag.slackChannels.update(id, { settings });
    expect((await change({ reply_mode: null, model: 'claude-opus-5-5' })).settings.model).toBe('claude-opus-5-5');
    expect((await change({ reply_mode: { type: 'thread' } })).settings).toMatchObject({ model: 'claude-opus-5-5' });
    await expect(change({ reply_mode: null })).rejects.toMatchObject({ status: 400 });
    expect((await change({ model: null, instructions: '   ' })).settings).toMatchObject({
      model: null,
      instructions: null,
    });
    await expect(change({ model: 'gpt', instructions: 'lost' })).rejects.toMatchObject({ status: 400 });
    expect((await tag.slackChannels.retrieve(id)).settings.instructions).toBeNull();
    await expect(change({ instructions: 'x'.repeat(8193) })).rejects.toMatchObject({ status: 400 });
    await expect(change({ environment_id: 'env_01nothing' })).rejects.toMatchObject({
      status: 404,
      errorCode: 'environment_not_found',
    });
  });

  it('stand with nothing set where their first settings are refused', async () => {
    const refused = tag.slackChannels.create({
      slack: { channel_id: 'C0REFUSED', workspace_id },
      settings: { enabled: false, model: 'gpt' },
    });
    const error = await refused.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ status: 400, errorCode: 'slack_channel_set_up_settings_refused' });
    const [channel] = (
      await tag.slackChannels.list({ slack_workspace_id: workspace_id, slack_channel_id: 'C0REFUSED' })
    ).data;
    expect(channel?.settings.enabled).toBeNull();
    expect(error).toMatchObject({ details: { slack_channel_id: channel?.id } });
  });

  it('are removed only while Claude is off in them, with what is attached to them', async () => {
    const { id } = await tag.slackChannels.create({ slack: { channel_id: 'C0BRIEF', workspace_id } });
    const [bundle] = (await tag.bundles.list()).data;
    const bundle_id = bundle?.id ?? '';
    const target = await tag.bundles.targets.create(bundle_id, {
      target: { type: 'slack_channel', slack_channel_id: id },
    });
    await expect(tag.slackChannels.delete(id)).rejects.toMatchObject({
      status: 400,
      errorCode: 'slack_channel_enabled',
    });
    await tag.slackChannels.update(id, { settings: { enabled: false } });
    expect(await tag.slackChannels.delete(id)).toEqual({ id, type: 'slack_channel_deleted' });
    await expect(tag.slackChannels.delete(id)).rejects.toMatchObject({ status: 404 });
    await expect(tag.bundles.targets.retrieve(target.id, { bundle_id })).rejects.toMatchObject({ status: 404 });
  });

  it('among several people take nothing, and unknown workspaces have none', async () => {
    const id = await groupMessage();
    await expect(tag.slackChannels.update(id, { settings: { enabled: true } })).rejects.toMatchObject({ status: 400 });
    await expect(tag.slackChannels.delete(id)).rejects.toMatchObject({ status: 400 });
    await expect(tag.slackChannels.list({ slack_workspace_id: 'T0OTHER' })).rejects.toMatchObject({ status: 404 });
    const foreign = tag.slackChannels.create({ slack: { channel_id: 'C0X', workspace_id: 'T0OTHER' } });
    await expect(foreign).rejects.toMatchObject({ status: 404 });
  });
});

describe('Slack workspaces', () => {
  it('take every setting but a reply mode', async () => {
    const { id } = await workspace();
    const change = (settings: object) => tag.slackWorkspaces.update(id, { settings });
    await expect(change({ reply_mode: { type: 'automatic' } })).rejects.toMatchObject({ status: 400 });
    const changed = await change({ enabled: false, reply_mode: null, guest_policy: { type: 'restrict' } });
    expect(changed.settings).toMatchObject({ enabled: false, guest_policy: { type: 'restrict' }, reply_mode: null });
    expect((await change({ enabled: null, guest_policy: null })).settings.enabled).toBeNull();
    const { settings } = await tag.slackWorkspaces.retrieve(id, { include_inherited: true });
    expect(settings).toMatchObject({ enabled: true, guest_policy: { type: 'allow' } });
    await expect(tag.slackWorkspaces.retrieve('slws_01nothing')).rejects.toMatchObject({ status: 404 });
  });
});

describe('bundles', () => {
  it('change their instructions, unless claude.ai manages them', async () => {
    const [support, onCall] = (await tag.bundles.list()).data;
    const changed = await tag.bundles.update(support?.id ?? '', { instructions: 'Look in the handbook first.' });
    expect(changed.instructions).toBe('Look in the handbook first.');
    expect(await tag.bundles.update(support?.id ?? '', {})).toEqual(changed);
    expect((await tag.bundles.update(support?.id ?? '', { instructions: '' })).instructions).toBeNull();
    const long = tag.bundles.update(support?.id ?? '', { instructions: 'é'.repeat(5001) });
    await expect(long).rejects.toMatchObject({ status: 400 });
    await expect(tag.bundles.update(onCall?.id ?? '', { instructions: 'x' })).rejects.toMatchObject({
      status: 400,
      errorCode: 'bundle_on_call',
    });
  });

  it('are attached to a place under one id, also after they were taken off', async () => {
    const [bundle, other] = (await tag.bundles.list()).data;
    const bundle_id = bundle?.id ?? '';
    const { targets } = tag.bundles;
    const { id: slack_workspace_id } = await workspace();
    const place = { target: { type: 'slack_workspace' as const, slack_workspace_id } };
    const attached = await targets.create(bundle_id, place);
    expect(attached).toMatchObject({ type: 'slack_workspace', slack_workspace_id });
    expect(await targets.create(bundle_id, place)).toEqual(attached);
    expect((await targets.list(bundle_id)).data[0]).toEqual(attached);
    await expect(targets.retrieve(attached.id, { bundle_id: other?.id ?? '' })).rejects.toMatchObject({ status: 404 });
    const gone = { id: attached.id, type: 'bundle_target_deleted' };
    expect(await targets.delete(attached.id, { bundle_id })).toEqual(gone);
    await expect(targets.delete(attached.id, { bundle_id })).rejects.toMatchObject({ status: 404 });
    expect((await targets.create(bundle_id, place)).id).toBe(attached.id);
    const message = { target: { type: 'slack_channel' as const, slack_channel_id: await groupMessage() } };
    await expect(targets.create(bundle_id, message)).rejects.toMatchObject({ status: 400 });
  });
});

describe('Claude Tag', () => {
  it('needs its beta header and a key of the whole organization', async () => {
    await expect(client.get('/v1/organizations/claude_tag/bundles')).rejects.toMatchObject({ status: 404 });
    const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
    const { claudeTag } = new Anthropic({ apiKey, baseURL, maxRetries: 0 }).beta.organization;
    await expect(claudeTag.bundles.list()).rejects.toMatchObject({
      status: 403,
      errorCode: 'organization_level_scoped_api_key_required',
    });
  });
});
