import type { Guard } from '../engine/route.ts';
import { badRequest, forbidden, notFound } from './refuse.ts';

/** Conditions that Anthropic sets before a route. */

/** The beta header that a family needs. Most families answer 404 without it, as if they did not exist. */
export function beta(value: string, without: 404 | 400 = 404): Guard {
  return ({ headers }) => {
    const sent = headers['anthropic-beta']?.split(',').map((each) => each.trim());
    if (sent?.includes(value)) return;
    if (without === 404) throw notFound('Not found');
    throw badRequest(`This endpoint needs the header anthropic-beta: ${value}.`);
  };
}

/** Endpoints of a Console organisation. */
export const consoleOnly: Guard = ({ caller }) => {
  if (caller.kind === 'enterprise_key') {
    throw forbidden('This endpoint is not available to Claude Enterprise organizations.');
  }
};

/** Endpoints of a Claude Enterprise organisation. */
export const enterpriseOnly: Guard = ({ caller }) => {
  if (caller.kind !== 'enterprise_key') {
    throw badRequest(
      'This endpoint is not available for this type of organization.',
      'organization_type_not_supported',
    );
  }
};

/** Endpoints of a beta that only Claude Enterprise organisations are enabled for; others see nothing there. */
export const enterpriseBeta: Guard = ({ caller }) => {
  if (caller.kind !== 'enterprise_key') throw notFound('Not found');
};

/** Endpoints that take a scoped key of the whole organisation and nothing else. */
export const organizationKeyOnly: Guard = ({ caller }) => {
  if (caller.kind !== 'enterprise_key') {
    throw forbidden(
      'This endpoint needs a scoped API key at the organization level.',
      'organization_level_scoped_api_key_required',
    );
  }
};

/** Endpoints that take an OAuth token with `org:admin` and no key. */
export const oauthOnly: Guard = ({ caller }) => {
  if (caller.kind !== 'oauth_token') throw forbidden('This endpoint needs an OAuth token with the scope org:admin.');
};
