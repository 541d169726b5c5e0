import { type Controls, controlActions, controlPrefix } from './control.ts';
import type { Reply, SandboxRequest } from './exchange.ts';

export function isIndex({ method, target }: SandboxRequest): boolean {
  const path = target.split('?')[0];
  return method === 'GET' && (path === '/' || path === controlPrefix || path === `${controlPrefix}/`);
}

/** What is here, for somebody who opens the address in a browser. */
export function indexPage({ plugins, clock }: Controls): Reply {
  const providers = [...plugins].map(
    ([name, { prefix, routes }]) => `${name.padEnd(12)} ${prefix}  (${routes.length} operations)`,
  );
  const offered = [...plugins].flatMap(([name, { controls }]) =>
    Object.keys(controls).map((control) => `POST   ${controlPrefix}/${name}/${control}`),
  );
  const own = controlActions.map((action) =>
    action.replace(/^(\S+) /, (_, method) => `${method.padEnd(6)} ${controlPrefix}`),
  );
  const lines = [
    'Steward sandbox: made-up organizations behind the addresses of the providers.',
    `Its time is ${new Date(clock.now()).toISOString()}.`,
    '',
    'Providers',
    ...providers,
    '',
    'Control',
    ...own,
    ...offered,
    '',
  ];
  return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: lines.join('\n') };
}
