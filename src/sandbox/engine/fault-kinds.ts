import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply, SandboxRequest } from './exchange.ts';
import type { Fault, FaultName } from './fault.ts';
import type { Plugin } from './plugin.ts';
import type { Refusal } from './refusal.ts';

export interface FaultContext {
  readonly request: SandboxRequest;
  readonly path: string;
  readonly plugin: Plugin;
  readonly fault: Fault;
  readonly now: number;
}

/** What a fault does: answers in the provider's place, or changes the provider's answer. */
interface FaultKind {
  readonly before?: (context: FaultContext) => Reply | undefined | Promise<undefined>;
  readonly after?: (reply: Reply, context: FaultContext) => Reply;
}

type Json = Record<string, unknown>;

export const faultKinds: Readonly<Record<FaultName, FaultKind>> = {
  /** 429, with `Retry-After` where `retry_after` is given. */
  rate_limit: {
    before: ({ plugin, fault }) =>
      refused(
        plugin,
        plugin.failure(429),
        fault.retry_after === undefined ? {} : { 'retry-after': String(fault.retry_after) },
      ),
  },

  /** 429 without a header after so many calls a minute of one route: what endpoints of a provider were seen to do. */
  strict: {
    before({ plugin, fault, request, path, now }) {
      const route = `${request.method} ${path}`;
      const recent = ((fault.memory.get(route) as number[] | undefined) ?? []).filter(
        (moment) => moment > now - 60_000,
      );
      if (recent.length >= (fault.per_minute ?? 10)) return refused(plugin, plugin.failure(429));
      fault.memory.set(route, [...recent, now]);
      return undefined;
    },
  },

  /** A failure of the provider: 500, or the `status` given, such as 503 or 529. */
  error: { before: ({ plugin, fault }) => refused(plugin, plugin.failure(fault.status ?? 500)) },

  /** The credential lacks a scope: 403, or 401 as `status` says. */
  missing_scope: {
    before: ({ plugin, fault }) => refused(plugin, plugin.missingScope(fault.status ?? 403, fault.scope)),
  },

  /** The answer takes `milliseconds` longer; 1,000 when omitted. */
  latency: {
    async before({ fault }) {
      await sleep(fault.milliseconds ?? 1000);
      return undefined;
    },
  },

  /** The connection breaks in the middle of the body. */
  cut: { after: (reply) => ({ ...reply, cut: true }) },

  /** The body ends early, though the answer looks whole. */
  truncated_json: {
    after: (reply) => ({ ...reply, body: String(reply.body).slice(0, Math.floor(reply.body.length / 2)) }),
  },

  /** A proxy's page in place of the answer. */
  html: {
    before: ({ fault }) => ({
      status: fault.status ?? 200,
      headers: { 'content-type': 'text/html' },
      body: '<!doctype html><title>Sign in</title><p>Please sign in to continue.</p>',
    }),
  },

  /** The cursor of every page is that of the first. */
  cursor_loop: {
    after: (reply, { fault, path }) =>
      changed(reply, (body) => {
        const cursors = pick(body, cursorFields);
        if (!fault.memory.has(path)) fault.memory.set(path, cursors);
        return { ...body, ...(fault.memory.get(path) as Json), ...('has_more' in body && { has_more: true }) };
      }),
  },

  /** A page arrives again in place of the next one; with `count: 2`, once. */
  repeat_page: {
    after(reply, { fault, path }) {
      const before = fault.memory.get(path) as Reply | undefined;
      fault.memory.set(path, reply);
      return before ?? reply;
    },
  },

  /** Reads answer as they did before the last write. */
  stale_read: {
    after(reply, { fault, request }) {
      if (request.method !== 'GET') return reply;
      const known = fault.memory.get(request.target) as Reply | undefined;
      if (!known) fault.memory.set(request.target, reply);
      return known ?? reply;
    },
  },

  /** Amounts as text where numbers are documented, as live cost reports have been seen to send them. */
  amounts_as_strings: {
    after: (reply) =>
      changed(
        reply,
        (body) =>
          mapped(body, (name, value) =>
            name === 'value' && typeof value === 'number' ? String(value) : value,
          ) as Json,
      ),
  },

  /** Tomorrow's API: fields that nobody knows yet, and a new member wherever something has a status. */
  future: {
    after: (reply) =>
      changed(reply, (body) => {
        const grown = mapped(body, (name, value) => (name === 'status' ? 'member_of_tomorrow' : value)) as Json;
        const data = Array.isArray(grown['data']) ? grown['data'].map((item: unknown) => grow(item)) : undefined;
        return { ...(grow(grown) as Json), ...(data && { data }) };
      }),
  },
};

const cursorFields = ['first_id', 'last_id', 'next', 'next_page'];

function refused(plugin: Plugin, refusal: Refusal, headers: Record<string, string> = {}): Reply {
  const requestId = plugin.requestId(0);
  return {
    status: refusal.status,
    headers: { ...plugin.headers(requestId, undefined), ...headers },
    body: JSON.stringify(plugin.envelope(refusal, requestId)),
  };
}

/** The answer with its JSON changed; refusals and files are left alone. */
function changed(reply: Reply, change: (body: Json) => Json): Reply {
  if (reply.status !== 200 || typeof reply.body !== 'string') return reply;
  return { ...reply, body: JSON.stringify(change(JSON.parse(reply.body) as Json)) };
}

function pick(body: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.filter((name) => name in body).map((name) => [name, body[name]]));
}

function mapped(value: unknown, change: (name: string, value: unknown) => unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, change));
  if (typeof value !== 'object' || value === null) return change(name, value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapped(inner, change, key)]));
}

function grow(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? { ...item, field_of_tomorrow: { nested: ['value'] } } : item;
}
