import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder } from '../support/cli.ts';
import type { Generation } from '../support/mcp-client.ts';

interface Reply {
  readonly jsonrpc: string;
  readonly id?: string | number;
  readonly method?: string;
  readonly result?: { readonly tools?: { name: string }[]; readonly structuredContent?: object; readonly isError?: boolean };
  readonly error?: { readonly code: number; readonly message: string };
}

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;
const known = ['find_operations', 'read', 'anthropic_usage', 'openai_org', 'propose_change', 'apply_change'];
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype'];
const methods = ['tools/call', 'tools/list', 'resources/read', 'prompts/get', 'initialize', 'server/discover', 'ping'];
const strange = ['\u0000', '\u001b[2J\u001b]0;x\u0007', '\u202e\u2066', '\ud800', '../../../etc/passwd', '𝒳'.repeat(99), ''];
const meta = (revision: unknown, capabilities: unknown = {}) => ({
  'io.modelcontextprotocol/protocolVersion': revision,
  'io.modelcontextprotocol/clientInfo': { name: 'hostile', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': capabilities,
});

const json = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...strange, 1e308, -0, [], {}, null));
const name = fc.oneof(fc.constantFrom(...known), fc.constantFrom(...inherited, ...strange), fc.string());
const argumentName = fc.constantFrom('query', 'limit', 'operation', 'input', 'change', 'what', 'report', ...inherited);
/** Ids come again and again, and are seldom what they should be. */
const id = fc.oneof(fc.nat(20), fc.constantFrom('1', 1.5, -1, null, {}, [1], true, '__proto__', 1e21, ''));
const method = fc.oneof(fc.constantFrom(...methods), fc.constantFrom(...inherited, ...strange), fc.string());
const message = (more: fc.Arbitrary<object>) =>
  fc.tuple(id, more).map(([given, rest]) => JSON.stringify({ jsonrpc: '2.0', id: given, ...rest }));
const call = (named: fc.Arbitrary<unknown>, given: fc.Arbitrary<unknown>) =>
  message(fc.record({ name: named, arguments: given }).map((params) => ({ method: 'tools/call', params })));

const notJson = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  message(fc.record({ method, params: json })).map((text) => text.slice(0, -3)),
  fc.constantFrom('', '{', '}', '[]', '[[]]', 'null', '"x"', '0', '{}', '\ufeff{}', 'Content-Length: 5\r\n\r\n{}', 'GET / HTTP/1.1'),
);
const wrongEnvelope = fc
  .record({ jsonrpc: fc.constantFrom('1.0', 2, null, ['2.0'], 'x'), id, method, params: json, extra: json })
  .map((value) => JSON.stringify(value));
const wrongMessage = fc.oneof(
  message(fc.record({ method, params: json })),
  message(fc.record({ method: fc.constantFrom(...methods, 'tools/list', 'subscriptions/listen'), params: json })),
  message(fc.record({ method: json })),
  message(fc.record({ result: json })),
  message(fc.record({ error: json })),
  message(fc.record({ method: fc.constantFrom(...methods), params: json.map((value) => ({ _meta: value })) })),
  fc
    .record({ method: fc.constantFrom('cancelled', 'progress', 'initialized', 'x'), params: json })
    .map(({ method: noted, params }) => JSON.stringify({ jsonrpc: '2.0', method: `notifications/${noted}`, params })),
  fc.array(message(fc.record({ method })), { maxLength: 20 }).map((batch) => `[${batch.join()}]`),
  message(
    fc.tuple(fc.constantFrom(...methods), json, json).map(([asked, revision, capabilities]) => ({
      method: asked,
      params: { _meta: meta(revision, capabilities) },
    })),
  ),
  message(
    fc.record({ protocolVersion: json, capabilities: json, clientInfo: json }).map((params) => ({
      method: 'initialize',
      params,
    })),
  ),
);
const wrongCall = fc.oneof(
  call(name, json),
  call(fc.constantFrom(...known), fc.dictionary(argumentName, json)),
  call(json, json),
  fc
    .constantFrom('"__proto__":{"polluted":1}', '"constructor":{"prototype":{"polluted":1}}', '"query":"x","query":7')
    .map((text) => `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"find_operations","arguments":{${text}}}}`),
);
const large = fc
  .record({ bytes: fc.integer({ min: 100 * kilobyte, max: 2 * megabyte }), where: fc.nat(5) })
  .map(({ bytes, where }) => {
    const text = 'x'.repeat(bytes);
    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    const search = (given: unknown) => ({ ...list, method: 'tools/call', params: { name: 'find_operations', arguments: given } });
    const values = [search({ query: text }), search({ [text]: 1 }), { ...list, method: text }, { ...list, id: text }];
    return where < values.length ? JSON.stringify(values[where]) : where === 4 ? text : `{"jsonrpc":"${text}`;
  });
const deep = fc.record({ levels: fc.integer({ min: 100, max: 100_000 }), open: fc.constantFrom('[', '{"a":') }).map(
  ({ levels, open }) => {
    const nested = `${open.repeat(levels)}1${(open === '[' ? ']' : '}').repeat(levels)}`;
    const given = `"name":"propose_change","arguments":{"operation":"openai.projects.create","input":{"name":${nested}}}`;
    return levels % 2 === 0 ? nested : `{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{${given}}}`;
  },
);
const text = fc.oneof(
  { arbitrary: notJson, weight: 4 },
  { arbitrary: wrongEnvelope, weight: 2 },
  { arbitrary: wrongMessage, weight: 6 },
  { arbitrary: wrongCall, weight: 8 },
  { arbitrary: large, weight: 1 },
  { arbitrary: deep, weight: 1 },
);
/** Some have bytes that are no UTF-8, or null bytes, in the middle. */
const hostile = fc.tuple(text, fc.constantFrom(...Array(9).fill([]), [0xff, 0xc0, 0x80], [0], [0xed, 0xa0, 0x80]), fc.nat()).map(
  ([line, bytes, where]) => {
    const good = Buffer.from(line.replaceAll('\n', ' '));
    const at = where % (good.length + 1);
    return Buffer.concat([good.subarray(0, at), Buffer.from(bytes), good.subarray(at)]);
  },
);
