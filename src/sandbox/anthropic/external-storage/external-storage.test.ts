import { Anthropic } from '@anthropic-ai/sdk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let client: Anthropic;
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const { base_url, oauth_token } = sandbox.anthropic;
  client = new Anthropic({ apiKey: null, authToken: oauth_token, baseURL: base_url, maxRetries: 0 });
});
afterEach(() => sandbox.close());

const storage = () => client.beta.organization.externalStorage;
const betas = ['efs-2026-10-01'];
const bucket = { type: 'aws', account_id: '111122223333', bucket_name: 'northwind-test', region: 'us-east-2' } as const;

async function workspaceWith(id: string, human_review: 'enabled' | 'disabled' = 'disabled') {
  return client.beta.organization.workspaces.create({
    name: 'Sealed',
    inference_data_privacy: {
      human_review: { type: human_review },
      safeguards_storage: { type: 'external', external_storage_id: id },
    },
    betas,
  });
}

it('is pending until it is activated, and then can be attached', async () => {
  const { id, status } = await storage().create({ provider_config: bucket });
  expect(status).toEqual({ type: 'pending_configuration' });
  await expect(workspaceWith(id)).rejects.toMatchObject({ errorCode: 'storage_not_attachable' });
  expect((await storage().activate(id)).status).toMatchObject({ type: 'available', healthy: true });
  const workspace = await workspaceWith(id);
  expect(workspace.inference_data_privacy?.safeguards_storage).toEqual({ type: 'external', external_storage_id: id });
  expect((await storage().retrieve(id)).status.type).toBe('active');
  await expect(storage().delete(id)).rejects.toMatchObject({ errorCode: 'external_storage_in_use' });
});

it('drains once its workspace is archived, and is removed by the second delete', async () => {
  const { id } = await storage().create({ provider_config: bucket });
  await storage().activate(id);
  const workspace = await workspaceWith(id);
  await client.organization.workspaces.archive(workspace.id);
  expect((await storage().retrieve(id)).status).toMatchObject({ type: 'draining', removal_started: false });
  await expect(storage().delete(id)).rejects.toMatchObject({ status: 400 });
  expect((await storage().retrieve(id)).status).toMatchObject({ removal_started: true });
  expect(await storage().delete(id)).toEqual({ id, type: 'external_storage_deleted' });
});

it('takes no human review, no second registration of a bucket, and no admin key', async () => {
  const { id } = await storage().create({ provider_config: bucket });
  await storage().activate(id);
  await expect(storage().create({ provider_config: bucket })).rejects.toMatchObject({
    errorCode: 'storage_already_registered',
  });
  await expect(workspaceWith(id, 'enabled')).rejects.toMatchObject({
    errorCode: 'human_review_on_with_external_storage',
  });
  const { base_url, admin_key } = sandbox.anthropic;
  client = new Anthropic({ apiKey: admin_key, authToken: null, baseURL: base_url, maxRetries: 0 });
  await expect(workspaceWith(id)).rejects.toMatchObject({ status: 403 });
});

it('is shown by a workspace to whoever sends the beta header, and to nobody else', async () => {
  const { data } = await client.organization.workspaces.list();
  expect(data[0]).not.toHaveProperty('inference_data_privacy');
  const shown = await client.beta.organization.workspaces.retrieve(data[0]?.id ?? '', { betas });
  expect(shown.inference_data_privacy).toEqual({
    human_review: { type: 'enabled' },
    safeguards_storage: { type: 'internal' },
    transcripts_storage: { type: 'internal' },
  });
});

it('applies a key of a Google Cloud project after its region has checked it', async () => {
  const controls = client.beta.organization.providers.google.projects.dataControls;
  const { data: keys } = await client.organization.externalKeys.list();
  const external_key_ids = { us: keys[0]?.id ?? '' };
  const set = await controls.update('421735012345', { cmek: { type: 'enabled', external_key_ids } });
  expect(set.cmek).toMatchObject({
    type: 'enabled',
    status: { us: { type: 'pending' }, eu: { type: 'not_configured' } },
  });
  sandbox.clock.advance(11 * 60_000);
  expect((await controls.retrieve('421735012345')).cmek).toMatchObject({ status: { us: { type: 'active' } } });
  const off = await controls.update('421735012345', { cmek: { type: 'disabled' } });
  expect(off.cmek).toMatchObject({ type: 'disabled', retired_keys: [{ region: 'us' }] });
  await expect(controls.retrieve('1')).rejects.toMatchObject({ status: 404 });
});
