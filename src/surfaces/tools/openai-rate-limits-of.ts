import { operationById } from '../../catalogue/index.ts';
import { InputError } from '../../errors.ts';
import { executePages } from '../../gate/execute.ts';
import { nearest } from '../../internal/nearest.ts';
import type { ListInput } from './fields.ts';
import { listAnswer } from './lists.ts';
import type { Answer, Call } from './tool.ts';

/** The limits of a project, one row for each model. */
export async function rateLimitsOf(project: string, input: ListInput, call: Call): Promise<Answer> {
  const project_id = await projectId(project, input.connection, call);
  return listAnswer(operationById('openai.projects.rate_limits.list'), { project_id }, input, call);
}

/** A project by its id, or by its name as people say it. */
async function projectId(project: string, connection: string | undefined, call: Call): Promise<string> {
  if (project.startsWith('proj_')) return project;
  const list = operationById('openai.projects.list');
  const execution = await call.session.on(list, connection, call);
  const names = new Map<string, string>();
  for await (const { data } of executePages(list, { limit: 100 }, execution)) {
    for (const { id, name } of data as { id: string; name: string }[]) names.set(name.toLowerCase(), id);
  }
  const found = names.get(project.toLowerCase());
  if (found !== undefined) return found;
  throw new InputError('project_unknown', 'There is no project of that name.', {
    hint: `Nearest: ${nearest(project, names.keys()).join(', ') || 'list them with openai_org what: projects'}.`,
  });
}
