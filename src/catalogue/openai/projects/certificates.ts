import { z } from 'zod';
import { defineOperation } from '../../define.ts';
import { cursor, id, pageSize } from '../../fields.ts';
import { idsThatWere } from '../../restore.ts';
import { ofArchivedProject, projectOf } from '../refused.ts';

/** Everyday words for what stands in this file. */
const everyday = 'certificate certificates mtls mutual tls client cert project switch on turn off use which';

export const listProjectCertificates = defineOperation({
  id: 'openai.projects.certificates.list',
  summary: 'List certificates with their project-level state',
  words: [everyday],
  asks: 'which certificates does a project demand',
  http: 'GET /organization/projects/{project_id}/certificates',
  risk: 'read',
  pages: 'after',
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      order: z.enum(['asc', 'desc']).describe('Order of the list; desc when omitted').exactOptional(),
      after: cursor('Id of the last item of the page before'),
      limit: pageSize({ most: 100, usual: 20 }),
    }),
  call: ({ openai }, { project_id, ...rest }) => openai.admin.organization.projects.certificates.list(project_id, rest),
});

export const activateProjectCertificate = defineOperation({
  id: 'openai.projects.certificates.activate',
  summary: 'Turn on up to 10 certificates for a project',
  words: [everyday],
  asks: 'require mutual TLS in one project; a project should only accept our certificate',
  http: 'POST /organization/projects/{project_id}/certificates/activate',
  risk: 'access',
  target: ({ project_id, certificate_ids }) => `certificates ${certificate_ids.join(', ')} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      certificate_ids: z.array(id('cert_', 'a certificate')).min(1).max(10).describe('Certificates, 1 to 10'),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.certificates.activate(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.certificates.list', input: { project_id, limit: 100 } }),
  undo: ({ input, before }) => {
    const certificate_ids = idsThatWere({ active: false }, input.certificate_ids, before.data);
    return certificate_ids.length > 0
      ? { id: 'openai.projects.certificates.deactivate', input: { ...input, certificate_ids } }
      : undefined;
  },
  within: projectOf,
  refusedWhen: ofArchivedProject,
});

export const deactivateProjectCertificate = defineOperation({
  id: 'openai.projects.certificates.deactivate',
  summary: 'Turn off up to 10 certificates for a project',
  words: [everyday],
  asks: 'a project should stop asking for a certificate',
  http: 'POST /organization/projects/{project_id}/certificates/deactivate',
  risk: 'destructive',
  target: ({ project_id, certificate_ids }) => `certificates ${certificate_ids.join(', ')} of project ${project_id}`,
  input: () =>
    z.object({
      project_id: id('proj_', 'the project'),
      certificate_ids: z.array(id('cert_', 'a certificate')).min(1).max(10).describe('Certificates, 1 to 10'),
    }),
  call: ({ openai }, { project_id, ...rest }) =>
    openai.admin.organization.projects.certificates.deactivate(project_id, rest),
  before: ({ project_id }) => ({ id: 'openai.projects.certificates.list', input: { project_id, limit: 100 } }),
  undo: ({ input, before }) => {
    const certificate_ids = idsThatWere({ active: true }, input.certificate_ids, before.data);
    return certificate_ids.length > 0
      ? { id: 'openai.projects.certificates.activate', input: { ...input, certificate_ids } }
      : undefined;
  },
  within: projectOf,
  refusedWhen: ofArchivedProject,
});
