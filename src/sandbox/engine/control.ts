import { z } from 'zod';
import type { Clock } from './clock.ts';
import type { Reply, SandboxRequest } from './exchange.ts';
import { faultSchema } from './fault.ts';
import type { Faults } from './faults.ts';
import type { Plugin } from './plugin.ts';
import type { RequestLog } from './request-log.ts';
import type { StoreSnapshot } from './store.ts';

/** Everything about a sandbox that can be read and set from outside the providers' own paths. */
export interface Controls {
  /** By the provider's name. */
  readonly plugins: ReadonlyMap<string, Plugin>;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestLog;
  reset(): void;
}

/** The whole state as JSON: the time, and each provider's organisations. */
export interface SandboxState {
  readonly now: string;
  readonly providers: Readonly<Record<string, Readonly<Record<string, StoreSnapshot>>>>;
}

export const controlPrefix = '/__sandbox';

const clockSchema = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance_ms: z.int() }),
]);

const stateSchema = z.strictObject({
  now: z.iso.datetime(),
  providers: z.record(
    z.string(),
    z.record(
      z.string(),
      z.strictObject({
        collections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
        documents: z.record(z.string(), z.unknown()),
        counter: z.int(),
      }),
    ),
  ),
});

/** What the control plane does, besides the controls of the providers. */
export const controlActions = [
  'GET /clock',
  'POST /clock',
  'POST /reset',
  'GET /state',
  'POST /state',
  'GET /faults',
  'POST /faults',
  'DELETE /faults',
  'GET /requests',
  'DELETE /requests',
] as const;

/** Answers a request of the control plane. Its errors are plain: `{ "error": "…" }`. */
export function control(controls: Controls, request: SandboxRequest): Reply {
  try {
    const path = (request.target.split('?')[0] ?? '').slice(controlPrefix.length);
    const body: unknown = request.body.length > 0 ? JSON.parse(Buffer.from(request.body).toString('utf8')) : {};
    return json(200, act(controls, `${request.method} ${path}`, body));
  } catch (error) {
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    return json(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

function act(controls: Controls, action: string, body: unknown): unknown {
  const { clock, faults, requests } = controls;
  switch (action) {
    case 'GET /clock':
      return { now: iso(clock) };
    case 'POST /clock':
      moveClock(clock, clockSchema.parse(body));
      return { now: iso(clock) };
    case 'POST /reset':
      controls.reset();
      return { reset: true };
    case 'GET /state':
      return exportState(controls);
    case 'POST /state':
      importState(controls, stateSchema.parse(body) as SandboxState);
      return { imported: true };
    case 'GET /faults':
      return { faults: faults.list() };
    case 'POST /faults':
      return { id: faults.add(faultSchema.parse(body)) };
    case 'DELETE /faults':
      faults.clear();
      return { cleared: true };
    case 'GET /requests':
      return { requests: requests.list() };
    case 'DELETE /requests':
      requests.clear();
      return { cleared: true };
  }
  const [, provider = '', name = ''] = /^POST \/([^/]+)\/([^/]+)$/.exec(action) ?? [];
  return runControl(controls, provider, name, body);
}

/** Runs a control of one provider. Throws where there is none, or its input does not fit. */
export function runControl({ plugins }: Controls, provider: string, name: string, input: unknown): unknown {
  const offered = plugins.get(provider)?.controls ?? {};
  if (Object.hasOwn(offered, name)) return offered[name]?.(input);
  const known = [...plugins].flatMap(([each, { controls }]) =>
    Object.keys(controls).map((control) => `${each}/${control}`),
  );
  throw new Error(`no such control: ${provider}/${name}; there are ${known.join(', ')}`);
}

export function exportState({ clock, plugins }: Controls): SandboxState {
  const snapshots = [...plugins].map(([name, plugin]) => [name, plugin.snapshot()]);
  return { now: iso(clock), providers: Object.fromEntries(snapshots) };
}

export function importState({ clock, plugins }: Controls, state: SandboxState): void {
  clock.set(new Date(state.now));
  for (const [name, plugin] of plugins) {
    const snapshot = state.providers[name];
    if (snapshot) plugin.restore(snapshot);
  }
}

function moveClock(clock: Clock, move: z.output<typeof clockSchema>): void {
  if ('now' in move) clock.set(new Date(move.now));
  else clock.advance(move.advance_ms);
}

function iso(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}

function json(status: number, body: unknown): Reply {
  return { status, headers: {}, body: JSON.stringify(body) };
}
