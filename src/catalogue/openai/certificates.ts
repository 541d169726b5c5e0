import { z } from 'zod';
import { defineOperation } from '../define.ts';
import { cursor, id, pageSize } from '../fields.ts';
import { idsThatWere, restored } from '../restore.ts';

/** Everyday words for what stands in this file. */
const everyday = 'certificate certificates mtls mutual tls client cert pem ca expires expiry run out valid upload';

export const listCertificates = defineOperation({
  id: 'openai.certificates.list',
  summary: 'List certificates with their organization-level state',
  words: [everyday],
  asks: 'which client certificates do we have; when does a certificate run out; is mTLS on',
  http: 'GET /organization/certificates',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      order: z.enum(['asc', 'desc']).describe('Order of the list; desc when omitted').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, input) => openai.admin.organization.certificates.list(input),
});

export const getCertificate = defineOperation({
  id: 'openai.certificates.get',
  summary: 'Read one certificate, PEM on request',
  words: [everyday],
  http: 'GET /organization/certificates/{certificate_id}',
  risk: 'read',
  input: () =>
    z.object({
      certificate_id: id('cert_', 'the certificate'),
      include: z.array(z.literal('content')).describe('content for the PEM text too').exactOptional(),
    }),
  call: ({ openai }, { certificate_id, ...rest }) =>
    openai.admin.organization.certificates.retrieve(certificate_id, rest),
});

export const createCertificate = defineOperation({
  id: 'openai.certificates.create',
  summary: 'Upload a PEM trust anchor (stays inactive)',
  words: [everyday],
  asks: 'upload our client certificate; register a CA for mutual TLS',
  http: 'POST /organization/certificates',
  risk: 'access',
  target: ({ name }) => `certificate ${name ?? 'without a name'}`,
  input: () =>
    z.object({
      certificate: z.string().describe('Certificate in PEM form'),
      name: z.string().describe('Name that people see').exactOptional(),
    }),
  call: ({ openai }, input) => openai.admin.organization.certificates.create(input),
  after: (_input, result) => ({ id: 'openai.certificates.get', input: { certificate_id: result.id } }),
  undo: ({ result }) => ({ id: 'openai.certificates.delete', input: { certificate_id: result.id } }),
});

export const updateCertificate = defineOperation({
  id: 'openai.certificates.update',
  summary: 'Rename a certificate',
  words: [everyday],
  asks: 'rename a certificate',
  http: 'POST /organization/certificates/{certificate_id}',
  risk: 'access',
  target: ({ certificate_id }) => `certificate ${certificate_id}`,
  input: () =>
    z.object({
      certificate_id: id('cert_', 'the certificate'),
      name: z.string().describe('Name that people see').exactOptional(),
    }),
  call: ({ openai }, { certificate_id, ...rest }) =>
    openai.admin.organization.certificates.update(certificate_id, rest),
  before: ({ certificate_id }) => ({ id: 'openai.certificates.get', input: { certificate_id } }),
  undo: ({ input, before }) =>
    before.name === null
      ? undefined
      : { id: 'openai.certificates.update', input: restored(before, input, ['certificate_id']) },
});

export const deleteCertificate = defineOperation({
  id: 'openai.certificates.delete',
  summary: 'Delete an organization certificate',
  words: [everyday],
  asks: 'get rid of an old certificate; expired certificate, throw away',
  http: 'DELETE /organization/certificates/{certificate_id}',
  risk: 'destructive',
  target: ({ certificate_id }) => `certificate ${certificate_id}`,
  input: () => z.object({ certificate_id: id('cert_', 'the certificate') }),
  call: ({ openai }, { certificate_id }) => openai.admin.organization.certificates.delete(certificate_id),
  before: ({ certificate_id }) => ({ id: 'openai.certificates.get', input: { certificate_id } }),
  irreversible: 'The certificate can be uploaded again, but under a new id.',
  within: () => ({ id: 'openai.certificates.list', input: { limit: 100 } }),
  refusedWhen: ({ input, within }) =>
    within?.data.some(({ id, active }: { id: string; active?: boolean }) => id === input.certificate_id && active)
      ? { reason: 'The certificate is active. It is deactivated for the organization and each project first.' }
      : undefined,
});

export const activateCertificate = defineOperation({
  id: 'openai.certificates.activate',
  summary: 'Turn on up to 10 certificates for the organization',
  words: [everyday],
  asks: 'require mutual TLS for everybody; switch a certificate on for the organization',
  http: 'POST /organization/certificates/activate',
  risk: 'access',
  target: ({ certificate_ids }) => `certificates ${certificate_ids.join(', ')} of the organization`,
  input: () =>
    z.object({
      certificate_ids: z.array(id('cert_', 'a certificate')).min(1).max(10).describe('Certificates, 1 to 10'),
    }),
  call: ({ openai }, input) => openai.admin.organization.certificates.activate(input),
  before: () => ({ id: 'openai.certificates.list', input: { limit: 100 } }),
  undo: ({ input, before }) => {
    const certificate_ids = idsThatWere({ active: false }, input.certificate_ids, before.data);
    return certificate_ids.length > 0
      ? { id: 'openai.certificates.deactivate', input: { ...input, certificate_ids } }
      : undefined;
  },
});

export const deactivateCertificate = defineOperation({
  id: 'openai.certificates.deactivate',
  summary: 'Turn off up to 10 certificates for the organization',
  words: [everyday],
  asks: 'no longer require mutual TLS; switch a certificate off',
  http: 'POST /organization/certificates/deactivate',
  risk: 'destructive',
  target: ({ certificate_ids }) => `certificates ${certificate_ids.join(', ')} of the organization`,
  input: () =>
    z.object({
      certificate_ids: z.array(id('cert_', 'a certificate')).min(1).max(10).describe('Certificates, 1 to 10'),
    }),
  call: ({ openai }, input) => openai.admin.organization.certificates.deactivate(input),
  before: () => ({ id: 'openai.certificates.list', input: { limit: 100 } }),
  undo: ({ input, before }) => {
    const certificate_ids = idsThatWere({ active: true }, input.certificate_ids, before.data);
    return certificate_ids.length > 0
      ? { id: 'openai.certificates.activate', input: { ...input, certificate_ids } }
      : undefined;
  },
});
