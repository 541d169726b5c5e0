import type { RuleMatch } from './match.ts';

/** An issuer that many companies share, and what tells them apart in its tokens. */
interface SharedPlatform {
  readonly issuer: RegExp;
  readonly claims: readonly string[];
  /** A subject that begins with one tenant's name. */
  readonly subject: RegExp;
}

const platforms: readonly SharedPlatform[] = [
  {
    issuer: /^https:\/\/token\.actions\.githubusercontent\.com/,
    claims: ['repository_owner', 'repository_owner_id', 'repository', 'repository_id', 'enterprise', 'enterprise_id'],
    subject: /^repo:[^/*]+\//,
  },
  {
    issuer: /^https:\/\/gitlab\.com/,
    claims: ['namespace_path', 'namespace_id', 'project_path', 'project_id'],
    subject: /^project_path:[^/*]+\//,
  },
  {
    issuer: /^https:\/\/agent\.buildkite\.com/,
    claims: ['organization_slug', 'organization_id', 'pipeline_id'],
    subject: /^organization:[^:*]+:/,
  },
  {
    issuer: /^https:\/\/app\.terraform\.io/,
    claims: ['terraform_organization_id', 'terraform_organization_name', 'terraform_workspace_id'],
    subject: /^organization:[^:*]+:/,
  },
  { issuer: /^https:\/\/accounts\.google\.com/, claims: ['sub', 'email', 'hd', 'azp'], subject: /^[^*]+$/ },
];

/** Whether a match lets in one tenant only. A company's own issuer has but one. */
export function constrainsTenant(issuerUrl: string, match: RuleMatch): boolean {
  const platform = platforms.find(({ issuer }) => issuer.test(issuerUrl));
  if (!platform) return true;
  const { claims, subject } = platform;
  return (
    claims.some((claim) => match.claims?.[claim] !== undefined) ||
    (match.subject_prefix !== null && subject.test(match.subject_prefix)) ||
    (match.condition !== null && claims.some((claim) => match.condition?.includes(`claims.${claim}`)))
  );
}
