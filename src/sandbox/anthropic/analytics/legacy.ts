import { z } from 'zod';
import { flag } from '../../engine/parameters.ts';
import { type Group, legacyDimensions } from './dimensions.ts';
import { type Cost, costPieces } from './measure.ts';
import { legacyFilters, legacyProduct } from './query.ts';
import { nullsFor } from './report-rows.ts';
import type { Row } from './rows.ts';

/** What the four older reports of Claude Enterprise share: two by bucket, two by person, of usage and of cost. */

const widths = z.enum(['1d', '1h', '1m']);

export function bucketFields() {
  return { ...legacyFilters(), bucket_width: widths.default('1d') };
}

export function personFields() {
  return {
    ...legacyFilters(),
    bucket_width: widths.optional(),
    order: z.enum(['asc', 'desc']).default('desc'),
    exclude_deleted_users: flag().default(false),
  };
}

/** What costs can be grouped by. */
export const legacyCostDimensions = [...legacyDimensions, 'cost_type', 'token_type'] as const;

const ungrouped = nullsFor(legacyDimensions);

/** The dimensions as flat fields, in the spelling of the older reports. */
export function legacyGroup({ actor: _actor, ...group }: Group) {
  const fields = { ...ungrouped, ...group };
  return { ...fields, product: legacyProduct(group.product ?? null) };
}

/** The rows of a cost: one, or one for each of its pieces. */
export function legacyCosts({ group, value }: Pick<Row<Cost>, 'group' | 'value'>, groupBy: readonly string[]) {
  return costPieces(value, groupBy).map(({ cost_type, token_type, fields }) => ({
    ...fields,
    ...legacyGroup(group),
    cost_type,
    token_type,
  }));
}
