import type { Environment } from '../../internal/environment.ts';
import type { Session } from '../../session/session.ts';

interface AgentSessionOptions {
  readonly environment: Environment;
  /** Only these connections, by name; all when omitted. */
  readonly only?: readonly string[] | undefined;
  readonly sandbox?: boolean | undefined;
}

/** A session that is opened with the first call, since most clients list the tools and go. */
export interface AgentSession {
  open(): Promise<Session>;
  /** Cancels what is under way, and ends what was opened. Gives why the journal's head could not be kept elsewhere. */
  close(): Promise<string | undefined>;
}

/** One session for all clients of a server, so that they share the pace that a provider sets. */
export function agentSession({ sandbox, ...options }: AgentSessionOptions): AgentSession {
  const ending = new AbortController();
  let opened: Promise<Session> | undefined;
  const open = async () => {
    const { openSandboxSession, openSession } = await import('../../session/open.ts');
    const how = { ...options, surface: 'mcp', signal: ending.signal };
    return sandbox ? openSandboxSession(how) : openSession(how);
  };
  return {
    open() {
      opened ??= open();
      return opened;
    },
    async close() {
      ending.abort();
      const session = await opened?.catch(() => undefined);
      return session?.close();
    },
  };
}
