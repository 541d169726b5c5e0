import type { AnyOperation } from '../../catalogue/define.ts';

/** An operation as machines get it. */
export function describe(operation: AnyOperation) {
  const writes = operation.risk === 'read' ? {} : describeWrite(operation);
  return {
    id: operation.id,
    provider: operation.provider,
    summary: operation.summary,
    risk: operation.risk,
    http: operation.http,
    command: commandOf(operation.id),
    ...(operation.planes && { planes: operation.planes }),
    ...(operation.beta && { beta: operation.beta }),
    ...(operation.oauthOnly && { oauth_only: true }),
    ...(operation.risk === 'read' && { paged: operation.pages !== undefined, report: operation.report !== undefined }),
    ...writes,
  };
}

function describeWrite(operation: Exclude<AnyOperation, { risk: 'read' }>) {
  return {
    reveals_secret: operation.reveals !== undefined,
    undoable: operation.undo !== undefined,
    ...(operation.irreversible !== undefined && { irreversible: operation.irreversible }),
  };
}

/** What runs an operation on the command line. */
export function commandOf(id: string): string {
  return ['steward', ...wordsIn(id)].join(' ');
}

/** An operation's words on the command line, the provider aside. */
export function wordsOf({ id }: AnyOperation): string[] {
  return wordsIn(id).slice(1);
}

function wordsIn(id: string): string[] {
  return id.replaceAll('_', '-').split('.');
}
