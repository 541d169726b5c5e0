import { type AnthropicConnection, anthropicPlugin } from './anthropic/plugin.ts';
import { Clock } from './engine/clock.ts';
import {
  type Controls,
  control,
  controlPrefix,
  exportState,
  importState,
  runControl,
  type SandboxState,
} from './engine/control.ts';
import { Dispatcher } from './engine/dispatch.ts';
import { Faults } from './engine/faults.ts';
import { type LoggedRequest, RequestLog } from './engine/request-log.ts';
import { type Answer, listen } from './engine/server.ts';
import { type OpenAIConnection, openaiPlugin } from './openai/plugin.ts';

export interface SandboxOptions {
  /** What the generated organisations depend on; the same seed gives the same data. Default 1. */
  readonly seed?: number;
  /** The moment at which the clock stands until it is moved. The clock runs with the machine's when absent. */
  readonly now?: Date;
  /** How many times larger than the standard organisation. Default 1. */
  readonly scale?: number;
  /** Port on the loopback interface; a free one by default. */
  readonly port?: number;
}

export interface Sandbox {
  /** Where the server listens, such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** Base URL and credentials of the Anthropic side, as an SDK takes them. */
  readonly anthropic: AnthropicConnection;
  readonly openai: OpenAIConnection;
  readonly clock: Clock;
  /** What goes wrong on request; docs/guides/sandbox.md has an example of each. */
  readonly faults: Faults;
  /** The requests received, newest last, secrets removed. */
  requests(): readonly LoggedRequest[];
  /** The whole state as JSON, to be given to `import` of any sandbox. */
  export(): SandboxState;
  import(state: SandboxState): void;
  /** Does what no API does, such as a person accepting an invite: `control('openai', 'accept_invite', { id })`. */
  control(provider: 'anthropic' | 'openai', name: string, input: unknown): unknown;
  /** Puts everything back to how it was at the start, the clock aside. */
  reset(): void;
  close(): Promise<void>;
}

/**
 * Starts a stateful local copy of both admin planes.
 *
 * @example
 * const sandbox = await startSandbox({ seed: 1, now: new Date('2026-11-01T00:00:00Z') });
 * const client = new OpenAI({ adminAPIKey: sandbox.openai.admin_key, baseURL: sandbox.openai.base_url });
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { seed = 1, now, scale = 1, port = 0 } = options;
  const clock = new Clock(now);
  const anthropic = anthropicPlugin({ seed, scale, clock });
  const openai = openaiPlugin({ seed, scale, clock });
  const plugins = [anthropic, openai];
  const faults = new Faults(seed, clock);
  const requests = new RequestLog();
  const reset = () => {
    for (const plugin of plugins) plugin.seed();
    faults.clear();
    requests.clear();
  };
  reset();
  const controls: Controls = { plugins, clock, faults, requests, reset };
  const server = await listen(gateway(controls, new Dispatcher(plugins, clock)), port);
  return {
    url: server.origin,
    anthropic: anthropic.connection(server.origin),
    openai: openai.connection(server.origin),
    clock,
    faults,
    requests: () => requests.list(),
    export: () => exportState(controls),
    import: (state) => importState(controls, state),
    control: (provider, name, input) => runControl(controls, provider, name, input),
    reset,
    close: server.close,
  };
}

/** Control requests go to the control plane; the others are logged, meet the faults, and are answered. */
function gateway(controls: Controls, dispatcher: Dispatcher): Answer {
  const { clock, faults, requests } = controls;
  return async (request) => {
    if (request.target.startsWith(`${controlPrefix}/`)) return control(controls, request);
    const plugin = dispatcher.ownerOf(request.target);
    if (!plugin) return { status: 404, headers: {}, body: '{"error":"no provider of this sandbox owns that path"}' };
    const logged = requests.record(request, clock.now());
    const reply = await faults.around(request, plugin, () => dispatcher.answer(request, plugin));
    logged.status = reply.status;
    return reply;
  };
}
