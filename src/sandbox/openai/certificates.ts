import { X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { listOf } from '../engine/parameters.ts';
import { type Call, del, get, post, type Route } from '../engine/route.ts';
import { collection, type Store } from '../engine/store.ts';
import { audit, given } from './audit.ts';
import { ordered, orderField, pageById, pagingFields } from './paging.ts';
import { type Project, projects } from './projects/record.ts';
import { badRequest, present } from './refuse.ts';
import { ofOrganization, ownerOf, type Scope, scopeOf } from './scope.ts';

/** A trust anchor for mutual TLS. */
export interface Certificate {
  readonly id: string;
  readonly name: string | null;
  readonly created_at: number;
  readonly content: string;
  readonly valid_at: number;
  readonly expires_at: number;
}

export const certificates = collection<Certificate>('certificates');

/** Where a certificate is switched on: `organization`, or a project's id. */
export interface CertificateActivation {
  readonly certificate_id: string;
  readonly scope: string;
}

export const certificateActivations = collection<CertificateActivation>(
  'certificate_activations',
  ({ certificate_id, scope }) => `${certificate_id} ${scope}`,
);

const mostCertificates = 50;

const listQuery = z.strictObject({
  ...pagingFields({ most: 100, usual: 20 }),
  ...orderField('desc'),
});

const toggleBody = z.strictObject({ certificate_ids: z.array(z.string()).min(1).max(10) });

/** What the organisation and its projects do with certificates alike: see them, switch them on and off. */
export function certificateRoutesOf({ path: owner, reading, changing }: Scope): readonly Route[] {
  const path = `${owner}/certificates`;
  return [
    get(path, { query: listQuery }, (call) => {
      const scope = scopeOf(reading(call));
      const page = pageById(ordered(call.store.in(certificates).all(), call.query.order), call.query);
      return { ...page, data: page.data.map((certificate) => wireListed(call.store, certificate, scope)) };
    }),
    post(`${path}/activate`, { body: toggleBody }, (call) =>
      toggle(call, call.body.certificate_ids, changing(call), true),
    ),
    post(`${path}/deactivate`, { body: toggleBody }, (call) =>
      toggle(call, call.body.certificate_ids, changing(call), false),
    ),
  ];
}

export const certificateRoutes: readonly Route[] = [
  ...certificateRoutesOf(ofOrganization),

  post(
    '/organization/certificates',
    { body: z.strictObject({ certificate: z.string().min(1), name: z.string().min(1).optional() }) },
    (call) => {
      const { store, body, clock } = call;
      if (store.in(certificates).size >= mostCertificates) {
        throw badRequest(`An organization can have at most ${mostCertificates} certificates.`);
      }
      const parsed = parsePem(body.certificate);
      if (parsed.expires_at <= clock.seconds())
        throw badRequest('The certificate has expired.', { param: 'certificate' });
      const certificate = store.in(certificates).add({
        id: store.newId('cert_', 24),
        name: body.name ?? null,
        created_at: clock.seconds(),
        content: body.certificate,
        ...parsed,
      });
      audit(call, 'certificate.created', { id: certificate.id, name: certificate.name });
      return wire(certificate, false);
    },
  ),

  get(
    '/organization/certificates/{certificate_id}',
    { query: z.strictObject({ include: listOf(z.enum(['content'])).optional() }) },
    ({ store, query, params: { certificate_id } }) =>
      wire(present(store.in(certificates).get(certificate_id), 'certificate', certificate_id), Boolean(query.include)),
  ),

  post(
    '/organization/certificates/{certificate_id}',
    { body: z.strictObject({ name: z.string().min(1).optional() }) },
    (call) => {
      const { store, body } = call;
      const { id } = present(
        store.in(certificates).get(call.params.certificate_id),
        'certificate',
        call.params.certificate_id,
      );
      const changed = store.in(certificates).change(id, body.name === undefined ? {} : { name: body.name });
      audit(call, 'certificate.updated', { id, ...given({ name: body.name }) });
      return wire(changed, false);
    },
  ),

  del('/organization/certificates/{certificate_id}', {}, (call) => {
    const { store } = call;
    const { certificate_id } = call.params;
    const certificate = present(store.in(certificates).get(certificate_id), 'certificate', certificate_id);
    if (isActiveSomewhere(store, certificate_id)) {
      throw badRequest('The certificate is active; deactivate it for the organization and every project first.');
    }
    store.in(certificates).remove(certificate_id);
    store.in(certificateActivations).removeWhere((each) => each.certificate_id === certificate_id);
    audit(call, 'certificate.deleted', {
      id: certificate_id,
      name: certificate.name,
      certificate: certificate.content,
    });
    return { object: 'certificate.deleted', id: certificate_id };
  }),
];

/** All or none: an unknown id changes nothing. What is already so stays so. Without a project, it is for all. */
function toggle(
  call: Pick<Call, 'store' | 'clock' | 'caller'>,
  ids: readonly string[],
  project: Project | undefined,
  active: boolean,
) {
  const { store } = call;
  const scope = scopeOf(project);
  const chosen = [...new Set(ids)].map((id) => present(store.in(certificates).get(id), 'certificate', id));
  for (const { id } of chosen) {
    if (active) store.in(certificateActivations).add({ certificate_id: id, scope });
    else store.in(certificateActivations).remove(`${id} ${scope}`);
  }
  const details = { certificates: chosen.map(({ id, name }) => ({ id, name })) };
  audit(call, active ? 'certificates.activated' : 'certificates.deactivated', details, project);
  const owner = project ? 'organization.project' : 'organization';
  return {
    object: `${owner}.certificate.${active ? 'activation' : 'deactivation'}`,
    data: chosen.map((certificate) => wireListed(store, certificate, scope)),
  };
}

/** An archived project uses nothing any more, and could not be told to stop. */
function isActiveSomewhere(store: Store, id: string): boolean {
  const active = store.in(certificateActivations).where((each) => each.certificate_id === id);
  return active.some(
    ({ scope }) => ownerOf(scope) === 'organization' || store.in(projects).get(scope)?.status === 'active',
  );
}

function parsePem(pem: string): { valid_at: number; expires_at: number } {
  try {
    const { validFrom, validTo } = new X509Certificate(pem);
    return { valid_at: Date.parse(validFrom) / 1000, expires_at: Date.parse(validTo) / 1000 };
  } catch {
    throw badRequest('The certificate is not valid PEM.', { param: 'certificate' });
  }
}

function wire({ id, name, created_at, content, valid_at, expires_at }: Certificate, withContent: boolean) {
  const certificate_details = { valid_at, expires_at, ...(withContent && { content }) };
  return { object: 'certificate', id, name, created_at, certificate_details };
}

function wireListed(store: Store, certificate: Certificate, scope: string) {
  return {
    ...wire(certificate, false),
    object: ownerOf(scope) === 'organization' ? 'organization.certificate' : 'organization.project.certificate',
    active: store.in(certificateActivations).has(`${certificate.id} ${scope}`),
  };
}
