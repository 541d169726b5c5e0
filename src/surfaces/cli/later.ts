import type { Context } from './context.ts';
import type { Terminal } from './terminal.ts';

/** A context that is opened when somebody needs it: what it brings along takes longer to load than some commands to run. */
export interface Later {
  readonly terminal: Terminal;
  readonly environment: NodeJS.ProcessEnv;
  context(): Promise<Context>;
  /** The context, if anybody has needed it yet. */
  opened(): Context | undefined;
}

export function laterContext(terminal: Terminal, environment: NodeJS.ProcessEnv): Later {
  let opened: Context | undefined;
  return {
    terminal,
    environment,
    async context() {
      const { Context: Opened } = await import('./context.ts');
      opened ??= new Opened(terminal, environment);
      return opened;
    },
    opened: () => opened,
  };
}

/** A context that is there already, for what takes its time. */
export function knownContext(context: Context): Later {
  const { terminal, environment } = context;
  return { terminal, environment, context: async () => context, opened: () => context };
}
