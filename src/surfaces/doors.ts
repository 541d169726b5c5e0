import type { Gate } from '../gate/gate.ts';
import type { Environment } from '../internal/environment.ts';
import type { ToolsetName } from './tools/usual-tools.ts';

/** How the door for agents is opened. */
export interface AgentDoorOptions {
  readonly environment: Environment;
  /** Only these connections, by name; all when omitted. */
  readonly only?: readonly string[] | undefined;
  /** A seeded local copy in place of what is declared. */
  readonly sandbox?: boolean | undefined;
  readonly toolset: ToolsetName;
  /** For the toolset `full`: families of operations, such as `openai.projects`. */
  readonly families?: readonly string[] | undefined;
  /** Reads only, whatever policy allows. */
  readonly readOnly?: boolean | undefined;
  /** Listens on HTTP; on standard input and output when absent. */
  readonly http?: { readonly port: number; readonly host?: string | undefined } | undefined;
  /** This user's gate, which knows who may come over HTTP, also where a sandbox answers. */
  readonly ownGate: () => Promise<Gate>;
  /** Hears what whoever started it should know, a line at a time. */
  readonly say: (line: string) => void;
}

/** The doors that a command can open beside its own. Each is loaded when it is opened. */
export interface Doors {
  /** Serves agents until they are gone or the process is told to end. */
  readonly agents: () => Promise<(options: AgentDoorOptions) => Promise<void>>;
}
