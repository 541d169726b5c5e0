/** What a federated token may be good for. All but the first two are granted in the Console only. */
const forWorkloads: readonly string[] = ['workspace:developer', 'workspace:inference'];
const known: readonly string[] = [...forWorkloads, 'workspace:manage_tunnels', 'org:admin'];

export function isKnown(oauthScope: string): boolean {
  return partsOf(oauthScope).length > 0 && partsOf(oauthScope).every((scope) => known.includes(scope));
}

/** Whether an OAuth caller may manage a rule that grants it. */
export function isForWorkloads(oauthScope: string): boolean {
  return partsOf(oauthScope).every((scope) => forWorkloads.includes(scope));
}

function partsOf(oauthScope: string): string[] {
  return oauthScope.split(' ').filter((scope) => scope !== '');
}
