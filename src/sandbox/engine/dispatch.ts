import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { z } from 'zod';
import { decodeBody } from './body.ts';
import type { Clock } from './clock.ts';
import type { Reply, SandboxRequest } from './exchange.ts';
import type { Plugin } from './plugin.ts';
import { parseQuery, type QueryValue } from './query.ts';
import { Refusal } from './refusal.ts';
import { Binary, type Caller, type Method, type Route, WithHeaders } from './route.ts';

interface Place {
  readonly plugin: Plugin;
  readonly route: Route;
}

/** Answers requests from the state of the plugins: finds the route, the caller, the parameters, then asks the route. */
export class Dispatcher {
  readonly #plugins: readonly Plugin[];
  readonly #clock: Clock;
  readonly #router = new SmartRouter<Place>({ routers: [new RegExpRouter(), new TrieRouter()] });
  #requests = 0;

  constructor(plugins: readonly Plugin[], clock: Clock) {
    this.#plugins = plugins;
    this.#clock = clock;
    for (const plugin of plugins) {
      for (const route of fixedPathsFirst(plugin.routes)) {
        this.#router.add(route.method, routerPath(plugin.prefix + route.path), { plugin, route });
      }
    }
  }

  /** The plugin that owns a path, if one does. */
  ownerOf(target: string): Plugin | undefined {
    return this.#plugins.find(({ prefix }) => target.startsWith(`${prefix}/`));
  }

  async answer(request: SandboxRequest, plugin: Plugin): Promise<Reply> {
    const { path, search } = splitTarget(request.target);
    this.#requests += 1;
    const requestId = plugin.requestId(this.#requests);
    let caller: Caller | undefined;
    try {
      caller = plugin.authenticate(request.headers);
      const result = await this.#ask(plugin, caller, request, path, search);
      const { headers, body } = written(result);
      return { status: 200, headers: { ...plugin.headers(requestId, caller), ...headers }, body };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        status: error.status,
        headers: { ...plugin.headers(requestId, caller), ...error.headers },
        body: JSON.stringify(plugin.envelope(error, requestId)),
      };
    }
  }

  #noRoute(plugin: Plugin, method: string, path: string): Refusal {
    const others = methods.filter((each) => each !== method && this.#router.match(each, path)[0].length > 0);
    return others.length > 0 ? plugin.wrongMethod(method, path) : plugin.unknownPath(method, path);
  }

  async #ask(plugin: Plugin, caller: Caller, request: SandboxRequest, path: string, search: string): Promise<unknown> {
    const [matches, stash] = this.#router.match(request.method, path);
    const match = matches[0];
    if (!match) throw this.#noRoute(plugin, request.method, path);
    const [{ route }, found] = match as [Place, Record<string, string | number>];
    const { options } = route;
    for (const guard of options.guards ?? []) guard({ headers: request.headers, caller });
    const query = accept(options.query, without(plugin.ignored, parseQuery(search)), (issue) =>
      plugin.invalid('query', issue),
    );
    const body = withBody.has(route.method)
      ? accept(options.body, await decodeBody(plugin, request, options.multipart), (issue) =>
          plugin.invalid('body', issue),
        )
      : {};
    return route.answer({
      headers: request.headers,
      caller,
      store: caller.store,
      clock: this.#clock,
      params: pathParameters(found, stash),
      query,
      body,
    });
  }
}

function without(ignored: readonly string[] = [], query: Record<string, QueryValue>): Record<string, QueryValue> {
  for (const name of ignored) delete query[name];
  return query;
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The methods whose bodies are read; the body of another is passed over. */
const withBody: ReadonlySet<Method> = new Set(['POST', 'PUT', 'PATCH']);

/** What a route answered, as it goes over the wire. */
function written(result: unknown): Pick<Reply, 'headers' | 'body'> {
  if (result instanceof WithHeaders) {
    const inner = written(result.body);
    return { ...inner, headers: { ...inner.headers, ...result.headers } };
  }
  if (result instanceof Binary) return { headers: { 'content-type': result.type }, body: result.bytes };
  return { headers: {}, body: JSON.stringify(result) };
}

function fixedPathsFirst(routes: readonly Route[]): Route[] {
  const holes = (route: Route) => route.path.split('{').length;
  return [...routes].sort((a, b) => holes(a) - holes(b));
}

function routerPath(path: string): string {
  return path.replaceAll(/\{([^}]+)\}/g, ':$1');
}

function splitTarget(target: string): { path: string; search: string } {
  const mark = target.indexOf('?');
  return mark < 0 ? { path: target, search: '' } : { path: target.slice(0, mark), search: target.slice(mark + 1) };
}

/** The router gives each parameter as text, or as its place in a list of texts. */
function pathParameters(found: Record<string, string | number>, stash: readonly string[] | undefined) {
  const params: Record<string, string> = {};
  for (const name of Object.keys(found)) {
    const value = found[name];
    const text = typeof value === 'number' ? stash?.[value] : value;
    params[name] = text?.includes('%') ? decode(text) : (text ?? '');
  }
  return params;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function accept(schema: z.ZodType | undefined, value: unknown, refusal: (issue: z.core.$ZodIssue) => Refusal): unknown {
  const parsed = (schema ?? nothing).safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw refusal(parsed.error.issues[0] as z.core.$ZodIssue);
}

const nothing = z.strictObject({});
