import type { ReportDefinition } from '../../catalogue/report.ts';
import { at, isObject, type Json } from './json.ts';

/** A dimension of a result. New reports gather them under `group`; an actor is an object with one telling field. */
export function dimensionIn(report: ReportDefinition, result: Json, name: string): string | null {
  const via = report.via?.[name];
  if (via?.endsAt !== undefined) return dimensionIn(report, result, via.dimension)?.split(via.endsAt)[0] ?? null;
  const { group } = result;
  const value = isObject(group) ? group[name] : at(result, name);
  if (value === null || value === undefined) return null;
  return isObject(value) ? actorName(value) : String(value);
}

function actorName(actor: Json): string | null {
  for (const field of ['email_address', 'api_key_name', 'user_id', 'service_account_id', 'api_key_id', 'subject']) {
    if (typeof actor[field] === 'string') return actor[field];
  }
  return null;
}
