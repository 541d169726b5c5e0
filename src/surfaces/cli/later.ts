import type { Environment } from '../../internal/environment.ts';
import type { Doors } from '../doors.ts';
import type { Context } from './context.ts';
import type { Terminal } from './terminal.ts';

/** A context that is opened when somebody needs it: what it brings along takes longer to load than some commands to run. */
export interface Later {
  readonly terminal: Terminal;
  readonly environment: Environment;
  /** What a command can open that is no part of the command line. */
  readonly doors: Doors;
  context(): Promise<Context>;
  /** The context, if anybody has needed it yet. */
  opened(): Context | undefined;
}

export function laterContext(terminal: Terminal, environment: Environment, doors: Doors): Later {
  let opened: Context | undefined;
  return {
    terminal,
    environment,
    doors,
    async context() {
      const { Context: Opened } = await import('./context.ts');
      opened ??= new Opened(terminal, environment);
      return opened;
    },
    opened: () => opened,
  };
}
