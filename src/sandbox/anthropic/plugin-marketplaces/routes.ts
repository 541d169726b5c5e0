import { z } from 'zod';
import { type Clock, isoMicroseconds } from '../../engine/clock.ts';
import { get, post, type Route } from '../../engine/route.ts';
import { cursorPagingFields, newestFirst } from '../paging.ts';
import { uploadedFile } from '../plugins/content.ts';
import { checkOrganization, preference } from '../plugins/shared.ts';
import { badRequest, forbidden, tooLarge } from '../refuse.ts';
import { marketplaceOf, type PluginMarketplace, pluginMarketplaces } from './record.ts';
import { archiveReport, repositoryReport } from './validation.ts';

const path = '/v1/organizations/plugin_marketplaces';
const hourMs = 3_600_000;
const mostArchiveBytes = 32 * 1024 * 1024;

export const pluginMarketplaceRoutes: readonly Route[] = [
  get(
    path,
    {
      query: z.strictObject({
        ...cursorPagingFields(),
        organization_id: z.string().optional(),
        owner_type: z.enum(['organization', 'user']).optional(),
        source: z.enum(['directory', 'github', 'gitlab', 'manual', 'public_git']).optional(),
      }),
    },
    ({ store, query, clock }) => {
      checkOrganization(store, query.organization_id);
      const matching = store
        .in(pluginMarketplaces)
        .where(
          ({ owner, source }) =>
            (query.owner_type === undefined || owner.type === query.owner_type) &&
            (query.source === undefined || source === query.source),
        );
      return newestFirst(matching, query, (each) => wire(each, clock));
    },
  ),

  post(
    `${path}/validate_archive`,
    { multipart: true, body: z.strictObject({ archive: uploadedFile }) },
    ({ body: { archive } }) => {
      if (archive.bytes.length > mostArchiveBytes) throw tooLarge('The archive may have at most 32 MB.');
      return archiveReport(archive.bytes);
    },
  ),

  post(
    `${path}/validate_repository`,
    {
      body: z.strictObject({
        repository_url: z.string().max(2048),
        ref: z
          .string()
          .min(1)
          .max(255)
          .regex(/^[A-Za-z0-9._+/-]+$/, 'should be a branch or commit')
          .refine((ref) => !ref.includes('..'), 'should not contain ..')
          .nullish(),
      }),
    },
    ({ store, body: { repository_url, ref } }) => {
      const repository = githubRepository(repository_url);
      const synchronized = store.in(pluginMarketplaces).where(({ source }) => source === 'github');
      return repositoryReport(store, repository, ref ?? null, synchronized);
    },
  ),

  get(
    `${path}/{marketplace_id}`,
    { query: z.strictObject({ organization_id: z.string().optional() }) },
    ({ store, query, clock, params: { marketplace_id } }) => {
      checkOrganization(store, query.organization_id);
      return wire(marketplaceOf(store, marketplace_id), clock);
    },
  ),

  post(
    `${path}/{marketplace_id}`,
    { body: z.strictObject({ default_installation_preference: preference }) },
    ({ store, body, clock, params: { marketplace_id } }) => {
      if (marketplaceOf(store, marketplace_id).owner.type === 'user') {
        throw forbidden("A member's personal marketplace cannot be changed through the API.");
      }
      return wire(store.in(pluginMarketplaces).change(marketplace_id, body), clock);
    },
  ),
];

/** `owner/repo` of an address on github.com. */
function githubRepository(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url?.protocol === 'https:' && url.hostname === 'github.com' && !url.username && !url.password;
  const hasUsualPort = url !== undefined && ['', '443', '80'].includes(url.port);
  const name = /^\/([A-Za-z0-9-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url?.pathname ?? '')?.[1];
  if (isPlain && hasUsualPort && name && !url.search && !url.hash) return name;
  throw badRequest('repository_url: should be the https address of a public repository on github.com');
}

/** What is connected to a repository is synchronized again every hour. */
function wire({ last_sync_ended_at, ...marketplace }: PluginMarketplace, clock: Clock) {
  return { type: 'plugin_marketplace', ...marketplace, last_sync_ended_at: lastSync(last_sync_ended_at, clock) };
}

function lastSync(first: string | null, clock: Clock): string | null {
  if (first === null) return null;
  const since = clock.now() - Date.parse(first);
  return isoMicroseconds(Date.parse(first) + Math.max(0, Math.floor(since / hourMs)) * hourMs);
}
