import { letters } from '../../internal/hash.ts';

/** The credentials of the seeded organisations, one of each kind that the admin plane knows. */
export function seededCredentials(seed: number) {
  return {
    /** Admin key of the Console organisation. */
    adminKey: `sk-ant-admin01-${letters(86, 'anthropic-admin-key', seed)}AA`,
    /** OAuth token with `org:admin` of the Console organisation. */
    oauthToken: `sk-ant-oat01-${letters(86, 'anthropic-oauth-token', seed)}AA`,
    /** Scoped admin key of the Claude Enterprise organisation. */
    enterpriseKey: `sk-ant-api01-${letters(86, 'anthropic-enterprise-key', seed)}AA`,
  };
}
