import { describe, expect, it } from 'vitest';
import { operationById } from './index.ts';

type Fields = Record<string, unknown>;

interface Case {
  readonly id: string;
  readonly input: Fields;
  readonly before?: Fields;
  readonly result?: Fields;
}

/** The call that takes a write back, checked against the schema of the operation that it names. */
function undoOf({ id, input, before, result }: Case): { id: string; input: Fields } | undefined {
  const operation = operationById(id);
  if (operation.risk === 'read' || !operation.undo) throw new Error(`${id} has no undo`);
  const call = operation.undo({ input: operation.input().parse(input), before, result });
  if (call) operationById(call.id).input().parse(call.input);
  return call as { id: string; input: Fields } | undefined;
}

const project_id = 'proj_1';
const user_id = 'user-1';
const role_id = 'role_1';
const certificates = {
  data: [
    { id: 'cert_on', active: true },
    { id: 'cert_off', active: false },
  ],
};

describe('undo of an update', () => {
  it.each<[string, Fields, Fields, Fields]>([
    [
      'openai.data_retention.update',
      { retention_type: 'zero_data_retention' },
      { object: 'organization.data_retention', type: 'modified_abuse_monitoring' },
      { retention_type: 'modified_abuse_monitoring' },
    ],
    [
      'openai.projects.data_retention.update',
      { project_id, retention_type: 'none' },
      { object: 'project.data_retention', type: 'organization_default' },
      { project_id, retention_type: 'organization_default' },
    ],
    [
      'openai.roles.update',
      { role_id, role_name: 'Finance', description: 'new' },
      { id: role_id, name: 'Billing', description: null, permissions: ['api.usage.read'] },
      { role_id, role_name: 'Billing', description: null },
    ],
    [
      'openai.projects.roles.update',
      { project_id, role_id, role_name: 'Finance' },
      { id: role_id, name: 'Billing', description: null, permissions: [] },
      { project_id, role_id, role_name: 'Billing' },
    ],
    ['openai.users.update', { user_id, role_id }, { id: user_id, role: 'reader' }, { user_id, role: 'reader' }],
    [
      'openai.users.update',
      { user_id, technical_level: 'expert' },
      { id: user_id, role: 'owner' },
      { user_id, technical_level: null },
    ],
    [
      'openai.projects.update',
      { project_id, external_key_id: 'ekey_1' },
      { id: project_id, name: 'Search' },
      { project_id, external_key_id: null },
    ],
    [
      'openai.projects.service_accounts.update',
      { project_id, service_account_id: 'svc_acct_1', role: 'owner' },
      { id: 'svc_acct_1', name: 'ci', role: 'member' },
      { project_id, service_account_id: 'svc_acct_1', role: 'member' },
    ],
  ])('%s restores what it changed and nothing else', (id, input, before, restored) => {
    expect(undoOf({ id, input, before })).toEqual({ id, input: restored });
  });

  it.each<[string, Fields, Fields]>([
    ['openai.users.update', { user_id, role: 'owner' }, { id: user_id, role: 'custom' }],
    ['openai.projects.update', { project_id, geography: 'EU' }, { id: project_id, name: 'Search' }],
    ['openai.certificates.update', { certificate_id: 'cert_1', name: 'Edge' }, { id: 'cert_1', name: null }],
    [
      'openai.projects.service_accounts.update',
      { project_id, service_account_id: 'svc_acct_1', role: 'owner' },
      { id: 'svc_acct_1', role: 'none' },
    ],
  ])('%s offers none where the state before cannot be set', (id, input, before) => {
    expect(undoOf({ id, input, before })).toBeUndefined();
  });

  it.each<[string, Fields]>([
    ['openai.spend_limit', {}],
    ['openai.projects.spend_limit', { project_id }],
  ])('%s.update removes a limit where there was none', (family, inPath) => {
    const limit = { currency: 'USD', interval: 'month', threshold_amount: 5000 };
    const id = `${family}.update`;
    expect(undoOf({ id, input: { ...inPath, ...limit } })).toEqual({ id: `${family}.delete`, input: inPath });
    expect(undoOf({ id, input: { ...inPath, ...limit }, before: { ...limit, threshold_amount: 100 } })).toEqual({
      id,
      input: { ...inPath, ...limit, threshold_amount: 100 },
    });
  });

  it('removes a model policy where there was none', () => {
    const input = { project_id, mode: 'allow_list', model_ids: ['gpt-6-sol'] };
    expect(undoOf({ id: 'openai.projects.model_permissions.update', input })).toEqual({
      id: 'openai.projects.model_permissions.delete',
      input: { project_id },
    });
  });
});

describe('undo of a switch', () => {
  it.each<[string, Fields]>([
    ['openai.certificates', {}],
    ['openai.projects.certificates', { project_id }],
  ])('%s turns back only the certificates that changed', (family, inPath) => {
    const both = { ...inPath, certificate_ids: ['cert_on', 'cert_off'] };
    expect(undoOf({ id: `${family}.activate`, input: both, before: certificates })).toEqual({
      id: `${family}.deactivate`,
      input: { ...inPath, certificate_ids: ['cert_off'] },
    });
    expect(undoOf({ id: `${family}.deactivate`, input: both, before: certificates })).toEqual({
      id: `${family}.activate`,
      input: { ...inPath, certificate_ids: ['cert_on'] },
    });
    const alreadyOn = { ...inPath, certificate_ids: ['cert_on'] };
    expect(undoOf({ id: `${family}.activate`, input: alreadyOn, before: certificates })).toBeUndefined();
  });
});

describe('undo of access', () => {
  it('removes the member that was added by address', () => {
    const input = { project_id, email: 'ada@northwind.example', role: 'member' };
    expect(undoOf({ id: 'openai.projects.users.create', input, result: { id: user_id } })).toEqual({
      id: 'openai.projects.users.delete',
      input: { project_id, user_id },
    });
  });
});

describe('openai.external_keys.create', () => {
  const { input } = operationById('openai.external_keys.create');
  const azure = { type: 'azure', name: 'Vault', tenant_id: 't', vault_uri: 'https://v.example', key_name: 'k' };

  it('takes the fields of one cloud', () => {
    expect(input().safeParse(azure).success).toBe(true);
  });

  it.each([
    ['lacks a field of its cloud', { ...azure, key_name: undefined }],
    ['has a field of another cloud', { ...azure, kms_arn: 'arn' }],
  ])('refuses an input that %s', (_what, given) => {
    expect(input().safeParse(given).success).toBe(false);
  });
});
