import { isIP } from 'node:net';
import { z } from 'zod';
import { badRequest } from '../refuse.ts';

/** Addresses and headers that a destination may have. */

export const endpointUrl = z
  .url()
  .max(2048)
  .refine(isPublicHttps, 'should be an https URL with a hostname, port 443, and no query, fragment or user');

const mostHeaders = 20;
const mostHeaderBytes = 16_384;
const largestValue = 4096;

const reservedNames = ['host', 'cookie', 'user-agent'];
const reservedPrefixes = ['content-', 'proxy-', 'x-forwarded-', 'anthropic-'];

/** `value` is a string, or a string or null where null removes a header. */
export function headersSchema<Value extends z.ZodType<string | null>>(value: Value) {
  return z
    .record(z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/, 'should be a header name'), value)
    .refine((headers) => Object.keys(headers).every(isFreeName), 'a reserved header name')
    .refine((headers) => Object.values(headers).every(isPrintable), 'values should be printable ASCII')
    .refine((headers) => isDistinct(Object.keys(headers)), 'two names differ only in case');
}

/** Traces go to the same host as everything else. */
export function refuseForeignTraces(endpoint: string, traces: string | null): void {
  if (traces === null || hostOf(traces) === hostOf(endpoint)) return;
  throw badRequest('traces.endpoint_url: must have the scheme, host and port of endpoint_url');
}

/** A stored value whose length cannot be read counts as the longest. */
export function refuseLargeHeaders(headers: Readonly<Record<string, string>>, unread: number): void {
  const entries = Object.entries(headers);
  if (entries.length > mostHeaders) throw badRequest(`headers: at most ${mostHeaders}`);
  const bytes = entries.reduce((sum, [name, value]) => sum + name.length + value.length, unread * largestValue);
  if (bytes > mostHeaderBytes) throw badRequest(`headers: names and values are more than ${mostHeaderBytes} bytes`);
}

export function hostOf(url: string): string {
  return new URL(url).hostname;
}

function isPublicHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.protocol !== 'https:' || isIP(url.hostname.replaceAll(/[[\]]/g, '')) !== 0) return false;
  return url.port === '' && url.search === '' && url.hash === '' && url.username === '' && url.password === '';
}

function isFreeName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll('_', '-');
  return !reservedNames.includes(plain) && !reservedPrefixes.some((prefix) => plain.startsWith(prefix));
}

function isPrintable(value: string | null): boolean {
  return value === null || (/^[\x20-\x7e]*$/.test(value) && value === value.trim() && value.length <= largestValue);
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names.map((name) => name.toLowerCase())).size === names.length;
}
