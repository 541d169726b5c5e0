import type { Reach } from '../../directory/listed.ts';
import { CredentialError } from '../../errors.ts';
import { onlyNamed } from '../../session/only.ts';
import type { ConnectionOptions, Context } from './context.ts';

/** What a question over all connections asks, every one of them or the one that is named, and when it is asked. */
export async function reachOf(
  options: ConnectionOptions,
  context: Context,
): Promise<{ readonly reach: Reach; readonly now: number }> {
  const session = await context.session(options);
  const names = options.connection === undefined ? undefined : [options.connection];
  const connections = onlyNamed(session.connections, names);
  if (connections.length === 0) {
    throw new CredentialError('no_connection', 'No connection is set up.', {
      hint: 'docs/guides/credentials.md shows how.',
      advice: { action: 'try_sandbox' },
    });
  }
  return { reach: { connections, on: (...asked) => session.on(...asked) }, now: session.now() };
}
