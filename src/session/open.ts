import { declaredConnections } from '../connections/connections.ts';
import { Gate } from '../gate/gate.ts';
import type { Environment } from '../internal/environment.ts';
import { once } from '../internal/once.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { onlyNamed } from './only.ts';
import { openTemporaryGate, sandboxConnections, startOwnSandbox } from './own-sandbox.ts';
import { type CallScope, Session } from './session.ts';

/** What a program brings to any door. */
export interface DoorOptions extends CallScope {
  /** Where variables such as `ANTHROPIC_ADMIN_KEY` are read; the process's environment by default. */
  readonly environment?: Environment | undefined;
  /** Where the search for `steward.yaml` and a project's policy begins; the working folder by default. */
  readonly folder?: string | undefined;
  /** Cancels everything that is under way. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far long work is, and when it waits for a provider's rate limit. */
  readonly onProgress?: CallScope['onProgress'];
  /** A running sandbox in place of what is declared. What is proposed and recorded then ends with `close`. */
  readonly sandbox?: Sandbox | undefined;
}

export interface OpenOptions extends DoorOptions {
  /** Through which door this process acts, as the journal says it: cli, mcp, library, functions. */
  readonly surface: string;
  /** Only these connections, by name; all when omitted. */
  readonly only?: readonly string[] | undefined;
}

/** Opens a session over the connections that environment and `steward.yaml` declare, or over a sandbox. */
export function openSession(options: OpenOptions): Session {
  const { environment = process.env, folder = process.cwd(), surface, only, sandbox, signal, onProgress } = options;
  if (sandbox) return sessionOn(sandbox, options);
  const declared = once(() => declaredConnections(environment, folder));
  return new Session({
    environment,
    signal,
    onProgress,
    connections: () => onlyNamed(declared().connections, only),
    notice: () => declared().notice,
    gate: () => new Gate({ environment, folder, surface }),
  });
}

/** Opens a session over a sandbox of its own, seeded as the environment says, which ends with it. */
export async function openSandboxSession(options: OpenOptions): Promise<Session> {
  const sandbox = await startOwnSandbox(options.environment ?? process.env);
  return sessionOn(sandbox, options, () => sandbox.close());
}

function sessionOn(
  sandbox: Sandbox,
  { environment = process.env, surface, only, signal, onProgress }: OpenOptions,
  closeSandbox: () => Promise<void> = async () => {},
): Session {
  let removeGate = () => {};
  return new Session({
    environment,
    signal,
    onProgress,
    now: () => sandbox.clock.now(),
    connections: () => onlyNamed(sandboxConnections(sandbox), only),
    gate() {
      const { gate, remove } = openTemporaryGate(environment, surface);
      removeGate = remove;
      return gate;
    },
    async onClose() {
      removeGate();
      await closeSandbox();
    },
  });
}
