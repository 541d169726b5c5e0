import { z } from 'zod';
import { type Stream, streams } from '../demand/demand.ts';
import { inCents, type Money } from '../demand/money.ts';
import { listOf } from '../engine/parameters.ts';
import { get, type Route } from '../engine/route.ts';
import { type CostLine, costIn, describe, isBilled, serviceOf } from './cost-lines.ts';
import { moment, pageOfBuckets, reportPaging, tableOf, written } from './report.ts';
import { legacyWorkspace } from './usage-report/messages.ts';

const cap = { usual: 7, most: 31 };

export const costReportRoutes: readonly Route[] = [
  get(
    '/v1/organizations/cost_report',
    {
      query: z.strictObject({
        ...reportPaging(),
        starting_at: moment(),
        ending_at: moment().optional(),
        bucket_width: z.enum(['1d']).default('1d'),
        group_by: listOf(z.enum(['workspace_id', 'description'])).default([]),
      }),
    },
    ({ store, query, clock }) => {
      const { buckets, now, next_page } = pageOfBuckets(query, query.bucket_width, cap, clock);
      const table = tableOf<Row>(buckets.length);
      for (const stream of store.in(streams).where(isBilled)) {
        const workspace_id = query.group_by.includes('workspace_id')
          ? legacyWorkspace(stream.dimensions['workspace_id'], store)
          : null;
        for (const [index, bucket] of buckets.entries()) {
          for (const line of costIn(stream, bucket, now).lines) {
            const described = query.group_by.includes('description') ? descriptionOf(line, stream) : undescribed;
            const key = `${workspace_id} ${Object.values(described).join(' ')}`;
            table.row(index, key, () => ({ workspace_id, described, amount: 0n })).amount += line.amount;
          }
        }
      }
      const data = buckets.map(({ from, until }, index) => ({
        starting_at: written(from),
        ending_at: written(until),
        results: table.rows(index).map(wire),
      }));
      return { data, has_more: next_page !== null, next_page };
    },
  ),
];

interface Row {
  readonly workspace_id: string | null;
  readonly described: Described;
  amount: Money;
}

type Described = Readonly<Record<keyof typeof undescribed, string | null>>;

const undescribed = {
  description: null,
  cost_type: null,
  model: null,
  token_type: null,
  service_tier: null,
  context_window: null,
  inference_geo: null,
};

/** Only the cost of tokens has a model, a tier and a region. */
function descriptionOf(line: CostLine, stream: Stream): Described {
  const service = serviceOf(stream);
  const named = { ...undescribed, description: describe(line, service), cost_type: line.costType };
  if (line.costType !== 'tokens') return named;
  const { model, service_tier, context_window, inference_geo } = service;
  return { ...named, model, token_type: line.tokenType, service_tier, context_window, inference_geo };
}

function wire({ workspace_id, described, amount }: Row) {
  return { amount: inCents(amount), currency: 'USD', ...described, workspace_id };
}
