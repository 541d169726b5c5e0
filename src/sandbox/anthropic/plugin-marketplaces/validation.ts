import { z } from 'zod';
import type { Store } from '../../engine/store.ts';
import { jsonIn, unwrapped } from '../plugins/content.ts';
import { plugins } from '../plugins/record.ts';
import { type Files, looksLikeZip, readZip } from '../plugins/zip.ts';
import type { PluginMarketplace } from './record.ts';

/** Whether content would synchronise, as a report. Nothing is kept, and nothing that cannot be read is refused. */

interface Findings {
  readonly manifest_error?: string;
  readonly manifest_error_code?: string;
  readonly plugin_errors?: readonly { readonly name: string; readonly error: string; readonly error_code: string }[];
  readonly plugin_warnings?: readonly {
    readonly name: string;
    readonly warnings: readonly { readonly error_code: string; readonly message: string }[];
  }[];
  readonly commit_sha?: string | null;
  readonly ref?: string | null;
  readonly total_plugin_count?: number;
}

const manifestPath = '.claude-plugin/marketplace.json';

const manifestSchema = z.looseObject({
  name: z.string().min(1),
  plugins: z.array(z.looseObject({ name: z.string().min(1), source: z.unknown() })),
});

export function archiveReport(bytes: Uint8Array) {
  const archive = looksLikeZip(bytes) ? readZip(bytes) : undefined;
  if (!archive) return failed('invalid_archive', 'The archive could not be read as a zip.');
  const commit_sha = /^[0-9a-f]{40}$/.exec(archive.comment)?.[0] ?? null;
  const files = unwrapped(archive.files, manifestPath);
  const manifest = files.get(manifestPath);
  if (!manifest) return failed('manifest_not_found', `${manifestPath} is missing.`, { commit_sha });
  const parsed = manifestSchema.safeParse(jsonIn(manifest));
  if (!parsed.success) return failed('manifest_invalid', `${manifestPath} is not well-formed.`, { commit_sha });
  const entries = parsed.data.plugins;
  const plugin_errors = entries.flatMap(({ name, source }) => errorsOf(name, source, files));
  const plugin_warnings = entries.flatMap(({ name, source }) => warningsOf(name, source));
  return report({ commit_sha, plugin_errors, plugin_warnings, total_plugin_count: entries.length });
}

/** The made-up GitHub holds the repositories of the connected marketplaces and nothing else, each with one branch. */
export function repositoryReport(
  store: Store,
  repository: string,
  ref: string | null,
  connected: readonly PluginMarketplace[],
) {
  const marketplace = connected.find(({ name }) => repository.endsWith(`/${name}`));
  if (!marketplace) return failed('repository_not_found', 'The repository was not found, or is private.');
  const { id, last_sync_read_sha: tip } = marketplace;
  const isCommit = ref !== null && /^[0-9a-f]{40}$/.test(ref);
  const isKnown = ref === null || (isCommit ? ref === tip : ref === 'main');
  if (!isKnown)
    return failed('ref_not_found', `The repository has no branch or commit ${ref}.`, branchOf(ref, isCommit));
  const total_plugin_count = store.in(plugins).where(({ marketplace_id }) => marketplace_id === id).length;
  return report({ commit_sha: tip, ...branchOf(ref, isCommit), total_plugin_count });
}

function branchOf(ref: string | null, isCommit: boolean): Findings {
  return { ref: isCommit ? null : ref };
}

function errorsOf(name: string, source: unknown, files: Files): NonNullable<Findings['plugin_errors']> {
  if (typeof source === 'object' && source !== null) return [];
  if (typeof source !== 'string' || !source.startsWith('./')) {
    return [{ name, error: 'The source of the plugin is not valid.', error_code: 'source_invalid' }];
  }
  const folder = source.slice('./'.length).replace(/\/?$/, '/').replace(/^\/$/, '');
  if ([...files.keys()].some((path) => path.startsWith(folder))) return [];
  return [{ name, error: `The archive has no folder ${source}.`, error_code: 'source_not_found' }];
}

/** Sources elsewhere are not fetched. */
function warningsOf(name: string, source: unknown): NonNullable<Findings['plugin_warnings']> {
  if (typeof source !== 'object' || source === null) return [];
  const message = 'The source is outside the marketplace, and will be checked when it synchronizes.';
  return [{ name, warnings: [{ error_code: 'source_not_checked', message }] }];
}

function failed(manifest_error_code: string, manifest_error: string, more: Findings = {}) {
  return report({ ...more, manifest_error_code, manifest_error });
}

function report(findings: Findings) {
  const { plugin_errors = [], manifest_error = null } = findings;
  return {
    type: 'plugin_marketplace_validation_report',
    valid: manifest_error === null && plugin_errors.length === 0,
    commit_sha: null,
    ref: null,
    manifest_error_code: null,
    plugin_warnings: [],
    total_plugin_count: 0,
    ...findings,
    manifest_error,
    plugin_errors,
  };
}
