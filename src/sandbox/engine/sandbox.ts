import { Clock } from './clock.ts';
import {
  type Controls,
  control,
  controlPrefix,
  exportState,
  importState,
  runControl,
  type SandboxState,
} from './control.ts';
import { Dispatcher } from './dispatch.ts';
import { Faults } from './faults.ts';
import { indexPage, isIndex } from './index-page.ts';
import type { PluginMaker } from './plugin.ts';
import { type LoggedRequest, RequestLog } from './request-log.ts';
import { type Answer, listen } from './server.ts';

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

/** The providers of a sandbox: how each one's plugin is made, by the provider's name. */
export type Providers = Readonly<Record<string, PluginMaker>>;

/** Base URL and credentials of each provider, as its SDK takes them. */
export type Connections<Of extends Providers> = {
  readonly [Name in keyof Of]: ReturnType<ReturnType<Of[Name]>['connection']>;
};

/** A running sandbox. Each provider's connection stands on it under the provider's name. */
export type SandboxOf<Of extends Providers> = RunningSandbox<Of> & Connections<Of>;

interface RunningSandbox<Of extends Providers> {
  /** Where the server listens, such as `http://127.0.0.1:49152`. */
  readonly url: string;
  /** The connections of all providers, by name. */
  readonly connections: Connections<Of>;
  readonly clock: Clock;
  /** What goes wrong on request; docs/guides/sandbox.md has an example of each. */
  readonly faults: Faults;
  /** The requests received, newest last, secrets removed. */
  requests(): readonly LoggedRequest[];
  /** The whole state as JSON, to be given to `import` of any sandbox. */
  export(): SandboxState;
  import(state: SandboxState): void;
  /** Does what no API does, such as a person accepting an invite: a provider's control by name, with its input. */
  control(provider: keyof Of & string, name: string, input: unknown): unknown;
  /** Puts everything back to how it was at the start, the clock too. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts a sandbox of the providers given. `startSandbox` gives it all that there are. */
export async function startSandboxOf<const Of extends Providers>(
  providers: Of,
  options: SandboxOptions = {},
): Promise<SandboxOf<Of>> {
  const { seed = 1, now, scale = 1, port = 0 } = options;
  if (!(Number.isInteger(scale) && scale >= 1)) throw new RangeError(`scale: ${scale} is not a whole number from 1 on`);
  const clock = new Clock(now);
  const plugins = new Map(Object.entries(providers).map(([name, make]) => [name, make({ seed, scale, clock })]));
  const faults = new Faults(seed, clock);
  const requests = new RequestLog();
  const reset = () => {
    clock.reset();
    for (const plugin of plugins.values()) plugin.seed();
    faults.clear();
    requests.clear();
  };
  reset();
  const controls: Controls = { plugins, clock, faults, requests, reset };
  const server = await listen(gateway(controls, new Dispatcher([...plugins.values()], clock)), port);
  const connected = [...plugins].map(([name, plugin]) => [name, plugin.connection(server.origin)]);
  // `fromEntries` forgets which name has which connection; the map of providers knows.
  const connections = Object.fromEntries(connected) as Connections<Of>;
  return {
    ...connections,
    url: server.origin,
    connections,
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
    if (isIndex(request)) return indexPage(controls);
    if (request.target.startsWith(`${controlPrefix}/`)) return control(controls, request);
    const plugin = dispatcher.ownerOf(request.target);
    if (!plugin) return { status: 404, headers: {}, body: '{"error":"no provider of this sandbox owns that path"}' };
    const logged = requests.record(request, clock.now());
    const reply = await faults.around(request, plugin, () => dispatcher.answer(request, plugin));
    logged.status = reply.status;
    return reply;
  };
}
