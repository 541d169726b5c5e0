import { Refusal } from '../engine/refusal.ts';

/** OpenAI's refusals, in its envelope of message, type, param and code. */

interface Particulars {
  readonly param?: string;
  readonly code?: string;
}

function refusal(status: number, type: string, message: string, { param, code }: Particulars = {}): Refusal {
  return new Refusal(status, { error: { message, type, param: param ?? null, code: code ?? null } }, message);
}

export function badRequest(message: string, particulars?: Particulars): Refusal {
  return refusal(400, 'invalid_request_error', message, particulars);
}

export function unauthorized(message: string, code?: string): Refusal {
  return refusal(401, 'invalid_request_error', message, code === undefined ? {} : { code });
}

export function forbidden(message: string): Refusal {
  return refusal(403, 'invalid_request_error', message);
}

export function notFound(what: string, id: string): Refusal {
  return refusal(404, 'invalid_request_error', `No ${what} found with id '${id}'.`);
}

/** What is there, or the refusal of an unknown id. */
export function present<T>(record: T | undefined, what: string, id: string): T {
  if (record === undefined) throw notFound(what, id);
  return record;
}
