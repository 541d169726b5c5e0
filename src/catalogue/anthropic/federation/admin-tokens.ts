/** What a rule of this scope gives out, when that commands the organisation. */
export function adminTokens(scope: string | null | undefined): string | undefined {
  return scope?.toLowerCase().split(/\s+/).includes('org:admin') ? 'tokens with org:admin' : undefined;
}
