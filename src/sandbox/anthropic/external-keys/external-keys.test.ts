import { Anthropic } from '@anthropic-ai/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../../index.ts';

let sandbox: Sandbox;
let organization: Anthropic['organization'];

beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
  const { admin_key: apiKey, base_url: baseURL } = sandbox.anthropic;
  ({ organization } = new Anthropic({ apiKey, baseURL, maxRetries: 0 }));
});
afterAll(() => sandbox.close());

const googleKey = (name: string) => `projects/northwind/locations/us/keyRings/main/cryptoKeys/${name}`;
const made = (name: string, user_profile_id: string | null = null) =>
  organization.externalKeys.create({ provider_config: { type: 'gcp', key_name: googleKey(name) }, user_profile_id });

const anyProfile = () => {
  const records = sandbox.export().providers['anthropic']?.['console']?.collections['user_profiles'];
  return (records as readonly { id: string }[])[0]?.id ?? '';
};

describe('external keys of the sandbox', () => {
  it('lists the seeded key, which a workspace uses', async () => {
    const { data } = await organization.externalKeys.list();
    expect(data).toMatchObject([{ display_name: 'Northwind data key', attachment: { type: 'attached' } }]);
    expect(data[0]).not.toHaveProperty('failure');
    await expect(organization.externalKeys.delete(data[0]?.id ?? '')).rejects.toMatchObject({ status: 400 });
  });

  it('finds the region in the name of an AWS key, and refuses another', async () => {
    const kms_arn = 'arn:aws:kms:eu-west-1:111122223333:key/one';
    const key = await organization.externalKeys.create({ provider_config: { type: 'aws', kms_arn } });
    expect(key.provider_config).toEqual({ type: 'aws', kms_arn, region: 'eu-west-1' });
    const elsewhere = { type: 'aws' as const, kms_arn, region: 'us-east-1' };
    await expect(organization.externalKeys.create({ provider_config: elsewhere })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('keeps a key as it is once a workspace uses it, but for its name', async () => {
    const key = await made('attached');
    const workspace = await organization.workspaces.create({ name: 'Encrypted', external_key_id: key.id });
    expect(workspace.external_key_id).toBe(key.id);
    expect((await organization.externalKeys.update(key.id, { display_name: 'Kept' })).display_name).toBe('Kept');
    await expect(organization.externalKeys.update(key.id, { geo: 'us' })).rejects.toThrow(/while a workspace uses/);
    await organization.workspaces.archive(workspace.id);
    expect((await organization.externalKeys.retrieve(key.id)).attachment.type).toBe('attached');
  });

  it('never points a Google Cloud key at another', async () => {
    const key = await made('first');
    const provider_config = { type: 'gcp' as const, key_name: googleKey('second') };
    await expect(organization.externalKeys.update(key.id, { provider_config })).rejects.toMatchObject({ status: 400 });
    expect(await organization.externalKeys.delete(key.id)).toEqual({ id: key.id, type: 'external_key_deleted' });
    await expect(organization.externalKeys.retrieve(key.id)).rejects.toMatchObject({ status: 404 });
  });

  it('attaches a customer’s key to that customer’s workspace only, once and for good', async () => {
    const user_profile_id = anyProfile();
    const key = await made('customer', user_profile_id);
    const mismatch = { status: 400, errorCode: 'key_profile_mismatch' };
    const create = organization.workspaces.create.bind(organization.workspaces);
    await expect(create({ name: 'Ours', external_key_id: key.id })).rejects.toMatchObject(mismatch);
    const workspace = await create({ name: 'Theirs', external_key_id: key.id, user_profile_id });
    const own = await made('own');
    await expect(organization.workspaces.update(workspace.id, { external_key_id: own.id })).rejects.toMatchObject({
      status: 400,
    });
    await expect(create({ name: 'Nobody', user_profile_id: 'uprof_01nobody' })).rejects.toMatchObject({
      status: 400,
      errorCode: 'user_profile_not_found',
    });
  });

  it('lets no workspace take a key that the key service refuses', async () => {
    const { id } = await made('refused');
    const state = JSON.parse(JSON.stringify(sandbox.export()));
    const keys: { id: string; failure: string | null }[] = state.providers.anthropic.console.collections.external_keys;
    for (const key of keys) if (key.id === id) key.failure = 'access denied by the key policy';
    sandbox.import(state);
    expect(await organization.externalKeys.validate(id)).toMatchObject({
      status: 'failure',
      error: 'access denied by the key policy',
    });
    await expect(organization.workspaces.create({ name: 'Locked', external_key_id: id })).rejects.toMatchObject({
      status: 400,
      errorCode: 'external_key_validation_failed',
    });
  });

  it('says that the key service answers, and refuses a key that does not exist', async () => {
    const key = await made('tested');
    expect(await organization.externalKeys.validate(key.id)).toEqual({
      type: 'external_key_validation',
      status: 'success',
      error: null,
    });
    await expect(
      organization.workspaces.create({ name: 'No key', external_key_id: 'ekey_01none' }),
    ).rejects.toMatchObject({ status: 400 });
  });

  it('reads the compliance setting and takes a word for the object', async () => {
    const { complianceSettings } = organization;
    expect((await complianceSettings.retrieve()).state.type).toBe('disabled');
    expect(await complianceSettings.update({ state: { type: 'enabled' } })).toEqual({
      type: 'compliance_settings',
      state: { type: 'enabled' },
    });
    const word = { state: 'disabled' } as unknown as { state: { type: 'disabled' } };
    expect((await complianceSettings.update(word)).state.type).toBe('disabled');
  });
});
