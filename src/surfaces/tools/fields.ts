import { z } from 'zod';
import { missing } from '../../internal/mistakes.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A kind of thing that a tool lists: the list, and the read of one where there is one. */
export interface Kind {
  readonly list?: string;
  readonly get?: string;
  /** The parameter of `get` that takes the id. */
  readonly id?: string;
}

/** Parameters that all listing tools share. Short, since every client pays for them in each conversation. */
export const listFields = {
  match: z.string().describe('Only rows with this text').optional(),
  fields: z.array(z.string()).optional(),
  limit: z.int().min(1).max(1000).optional(),
  cursor: z.string().optional(),
};

export const connectionField = { connection: z.string().describe('Connection name, if several').optional() };

export const reportFields = {
  since: z.string().describe('30d (default), 12h, last month, 2026-10, 2026-11-01').optional(),
  until: z.string().describe('exclusive').optional(),
  by: z.array(z.string()).describe('Group by: model, project, workspace, api_key…').optional(),
  bucket: z.enum(['1d', '1h', '1m']).describe('Rows per interval').optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
  limit: z.int().min(1).max(1000).describe('Top N').optional(),
  cursor: z.string().optional(),
};

type Read<Fields extends z.ZodRawShape> = z.output<z.ZodObject<Fields & typeof connectionField>>;

/** What the parameters of all listing tools hold, once they were read. */
export type ListInput = Read<typeof listFields>;

/** The same of all tools that answer with a report. */
export type ReportInput = Read<typeof reportFields>;

/** @throws InputError when a kind needs the id of what it is under. */
export function parentOf(name: string, kind: string, value: string | undefined): Json {
  if (value !== undefined) return { [name]: value };
  const hint = `Pass ${name}; list its owners first if you do not know it.`;
  throw missing({ code: 'parent_missing', parameter: name, needing: kind, hint });
}
