import { Refusal } from '../engine/refusal.ts';

/** Anthropic's refusals, in its envelope of type, message and optional details. */

function refusal(status: number, type: string, message: string, errorCode?: string, details?: object): Refusal {
  const error = {
    type,
    message,
    ...((errorCode || details) && { details: { ...(errorCode && { error_code: errorCode }), ...details } }),
  };
  return new Refusal(status, { type: 'error', error }, message);
}

/** `errorCode` is the documented `details.error_code`, where there is one. */
export function badRequest(message: string, errorCode?: string, details?: object): Refusal {
  return refusal(400, 'invalid_request_error', message, errorCode, details);
}

export function unauthorized(message: string): Refusal {
  return refusal(401, 'authentication_error', message);
}

export function forbidden(message: string, errorCode?: string): Refusal {
  return refusal(403, 'permission_error', message, errorCode);
}

export function notFound(message: string, errorCode?: string, details?: object): Refusal {
  return refusal(404, 'not_found_error', message, errorCode, details);
}

export function conflict(message: string, errorCode?: string, details?: object): Refusal {
  return refusal(409, 'conflict_error', message, errorCode, details);
}

export function tooLarge(message: string): Refusal {
  return refusal(413, 'request_too_large', message);
}

/** What is there, or the refusal of an unknown id. */
export function present<T>(record: T | undefined, what: string, id: string, errorCode?: string): T {
  if (record === undefined) throw notFound(`${what} not found: ${id}`, errorCode);
  return record;
}
