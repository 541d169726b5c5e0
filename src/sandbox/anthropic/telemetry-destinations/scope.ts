import { z } from 'zod';

export type Scope = 'all' | 'include' | 'exclude';

const listed = z.array(z.string()).max(100).optional();

/** Which workspaces a destination covers, as a request says it. */
export const scopeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('all'), workspace_ids: z.undefined().optional() }),
  z.strictObject({ type: z.literal('include'), workspace_ids: listed }),
  z.strictObject({ type: z.literal('exclude'), workspace_ids: listed }),
]);

export type ScopeWish = z.output<typeof scopeSchema>;
