import { z } from 'zod';
import { get, post, type Route } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { activeProject, projectOf } from './record.ts';

const tools = ['file_search', 'web_search', 'image_generation', 'mcp', 'code_interpreter'] as const;
type Tools = Readonly<Record<(typeof tools)[number], { readonly enabled: boolean }>>;

interface HostedTools {
  readonly project_id: string;
  readonly tools: Tools;
}

const hostedTools = collection<HostedTools>('hosted_tool_permissions', ({ project_id }) => project_id);

const allEnabled = Object.fromEntries(tools.map((tool) => [tool, { enabled: true }])) as Tools;

const path = '/organization/projects/{project_id}/hosted_tool_permissions';
const switchSchema = z.strictObject({ enabled: z.boolean() }).nullish();

export const hostedToolRoutes: readonly Route[] = [
  get(path, {}, ({ store, params: { project_id } }) => toolsOf(store, projectOf(store, project_id).id)),
  post(
    path,
    {
      body: z.strictObject({
        file_search: switchSchema,
        web_search: switchSchema,
        image_generation: switchSchema,
        mcp: switchSchema,
        code_interpreter: switchSchema,
      }),
    },
    ({ store, body, params: { project_id } }) => {
      activeProject(store, project_id);
      const asked = Object.fromEntries(Object.entries(body).filter(([, value]) => value)) as Partial<Tools>;
      return store.in(hostedTools).add({ project_id, tools: { ...toolsOf(store, project_id), ...asked } }).tools;
    },
  ),
];

function toolsOf(store: Store, projectId: string): Tools {
  return store.in(hostedTools).get(projectId)?.tools ?? allEnabled;
}
