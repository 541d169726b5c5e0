import { z } from 'zod';
import { connectionField, listFields } from './fields.ts';
import { defineTool, has, reading } from './tool.ts';

export const openaiAudit = defineTool({
  name: 'openai_audit',
  title: 'OpenAI audit log',
  description: 'Who changed what, newest first.',
  annotations: reading,
  serves: has('openai'),
  input: () =>
    z.object({
      since: z.string().describe('7d (default), 2026-11-01').optional(),
      until: z.string().optional(),
      event_types: z.array(z.string()).describe('e.g. api_key.created, user.deleted').optional(),
      actor_emails: z.array(z.string()).optional(),
      project_ids: z.array(z.string()).optional(),
      ...listFields,
      ...connectionField,
    }),
  run: async ({ since = '7d', until, event_types, actor_emails, project_ids, ...input }, call) => {
    const [{ operationById }, { parseMoment }, { listAnswer }] = await Promise.all([
      import('../../catalogue/index.ts'),
      import('../../ledger/question/moment.ts'),
      import('./lists.ts'),
    ]);
    const seconds = (text: string, flag: string) => Math.floor(parseMoment(text, call.session.now(), flag) / 1000);
    const effective_at = { gte: seconds(since, 'since'), ...(until !== undefined && { lt: seconds(until, 'until') }) };
    const filters = { effective_at, event_types, actor_emails, project_ids };
    const given = Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined));
    return listAnswer(operationById('openai.audit_logs.list'), given, input, call);
  },
});
