import { z } from 'zod';
import { methods } from './route.ts';

/** The kinds of fault; what each does is in `fault-kinds.ts`. */
export const faultNames = [
  'rate_limit',
  'strict',
  'error',
  'missing_scope',
  'latency',
  'cut',
  'truncated_json',
  'html',
  'cursor_loop',
  'repeat_page',
  'stale_read',
  'amounts_as_strings',
  'future',
] as const;
export type FaultName = (typeof faultNames)[number];

/** What can go wrong on request. `docs/guides/sandbox.md` has an example of each. */
export const faultSchema = z.strictObject({
  /** Which requests: method and path from the provider's prefix on, with `*` for anything, such as `GET /acme/*`. */
  route: z
    .string()
    .regex(
      new RegExp(`^(?:${methods.join('|')}|\\*) (?:/\\S*|\\*)$`),
      'expected a method or * and a path, with * for anything, such as GET /v1/*',
    ),
  kind: z.enum(faultNames),
  /** How many requests it strikes; all of them when absent. */
  count: z.int().min(1).optional(),
  /** How many requests it lets pass first. */
  skip: z.int().min(0).optional(),
  /** The share of requests it strikes, decided by seed and order. */
  probability: z.number().min(0).max(1).optional(),
  status: z.int().min(400).max(599).optional(),
  retry_after: z.int().min(0).optional(),
  milliseconds: z.int().min(0).max(600_000).optional(),
  per_minute: z.int().min(1).optional(),
  scope: z.string().optional(),
});
export type FaultInput = z.input<typeof faultSchema>;

/** A fault with what it remembers: how often it was met and struck. */
export interface Fault extends z.output<typeof faultSchema> {
  readonly id: string;
  met: number;
  struck: number;
  readonly memory: Map<string, unknown>;
}
