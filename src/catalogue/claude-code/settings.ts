import path from 'node:path';
import { z } from 'zod';
import { type Edit, editedText } from '../../claude-code/edit/edit-text.ts';
import { keyOf, keyPath } from '../../claude-code/edit/key-path.ts';
import {
  backupOf,
  type FileState,
  readSettingsFile,
  replaceSettingsFile,
} from '../../claude-code/edit/settings-file.ts';
import { withoutSecretPlaces } from '../../claude-code/kept-out.ts';
import { layerOfFile } from '../../claude-code/layer-of-file.ts';
import { isStewardError } from '../../errors.ts';
import type { FieldChange, Machine, OperationCall, Refused } from '../define.ts';
import { defineLocalRead, defineLocalWrite } from '../local.ts';

const fileShape = () =>
  z
    .string()
    .refine((text) => path.isAbsolute(text) && path.normalize(text) === text, 'must be an absolute path')
    .refine((text) => layerOfFile(text) !== undefined, 'must be a file that Claude Code takes settings from')
    .describe('Absolute path of a settings file: .claude/settings.json, settings.local.json, managed-settings.json');

const keyed = () =>
  z.object({
    file: fileShape(),
    key: z.string().max(500).describe('Dotted key, such as permissions.deny; names with dots in double quotes'),
  });

const valued = () =>
  keyed().extend({
    value: z
      .unknown()
      .refine((given) => given !== undefined, 'is missing')
      .describe('JSON value'),
  });

interface Keyed {
  readonly file: string;
  readonly key: string;
  readonly value?: unknown;
}

type Kind = Edit['kind'];

/** Keys that decide what may run, with which credential, and who asks. */
const deciding = ['permissions', 'hooks', 'env', 'sandbox', 'apiKeyHelper', 'disableAllHooks', 'statusLine'];
const alsoDeciding = /^(?:enable|enabled|allow|allowed|disable|force|aws|gcp|otel|skip|strict|policy|managed|extra)/;

export const get = defineLocalRead({
  id: 'claude_code.settings.get',
  summary: 'Show one settings file of Claude Code as it stands',
  words: ['claude code', 'settings.json', 'configuration'],
  risk: 'read',
  identifiedBy: ['file'],
  input: () => z.object({ file: fileShape() }),
  call: async (input): Promise<FileState> => {
    const { text: _, ...state } = await readSettingsFile(input.file);
    return { ...state, settings: withoutSecretPlaces(state.settings) as FileState['settings'] };
  },
});

export const set = settingsWrite('set', 'Set a key of a Claude Code settings file', valued);
export const unset = settingsWrite('unset', 'Take a key out of a Claude Code settings file', keyed);
export const add = settingsWrite('add', 'Add a value to a list in a Claude Code settings file', valued);
export const remove = settingsWrite('remove', 'Take a value out of a list in a Claude Code settings file', valued);

export const write = defineLocalWrite({
  id: 'claude_code.settings.write',
  summary: 'Replace a Claude Code settings file by another text',
  risk: 'access',
  identifiedBy: ['file'],
  input: () =>
    z.object({ file: fileShape(), text: z.string().max(2_000_000).describe('The whole file, as JSON text') }),
  target: (input) => input.file,
  before: stateOf,
  effect: ({ input, before }) => leavesChanged(before, objectIn(input.text)),
  refusedWhen: ({ input, before }) => refusedFor(input.file, [], before, () => input.text),
  undo: restored,
  call: (input, machine) => replaced(input.file, () => input.text, machine),
});

export const restore = defineLocalWrite({
  id: 'claude_code.settings.restore',
  summary: 'Put a Claude Code settings file back to what it held before a change',
  risk: 'access',
  identifiedBy: ['file'],
  input: () =>
    z.object({
      file: fileShape(),
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .nullable()
        .describe('SHA-256 of what the file held, which was kept when it was changed; null for no file'),
    }),
  target: (input) => input.file,
  before: stateOf,
  undo: restored,
  call: async (input, { backups, before }) => {
    const content = input.sha256 === null ? null : await backupOf(input.sha256, backups);
    await replaceSettingsFile({ file: input.file, content, expected: hashIn(before), backups });
    return { file: input.file, sha256: input.sha256 };
  },
});

function settingsWrite(kind: Kind, summary: string, input: () => z.ZodObject) {
  return defineLocalWrite<KeyedSchema, unknown>({
    id: `claude_code.settings.${kind}`,
    summary,
    words: ['claude code', 'settings.json', 'permission rule', 'configuration'],
    risk: 'write',
    raises: ({ key }) => (decides(key) ? 'access' : undefined),
    identifiedBy: ['file'],
    input: input as () => KeyedSchema,
    target: ({ key, file }) => `${key} in ${file}`,
    before: stateOf,
    effect: (change) => effectOf(editOf(kind, change.input), change.before),
    refusedWhen: ({ input, before }) =>
      refusedFor(input.file, keyPath(input.key), before, () => editedText(plainText(before), editOf(kind, input))),
    undo: restored,
    call: (given, machine) => replaced(given.file, (text) => editedText(text, editOf(kind, given)), machine),
  });
}

/** Those of one kind take no value; which, their own schema says. */
type KeyedSchema = z.ZodObject<{ file: z.ZodString; key: z.ZodString; value: z.ZodOptional<z.ZodUnknown> }>;

function editOf(kind: Kind, input: Keyed): Edit {
  return { kind, path: keyPath(input.key), value: input.value } as Edit;
}

function decides(text: string): boolean {
  const [first = ''] = keyPath(text);
  return deciding.includes(first) || alsoDeciding.test(first);
}

function stateOf(input: { readonly file: string }): OperationCall {
  return { id: get.id, input: { file: input.file } };
}

/** What was there before is kept under its SHA-256, so that nothing of the answer is needed. */
function restored({ input, before }: { input: { readonly file: string }; before: unknown }): OperationCall {
  return { id: restore.id, input: { file: input.file, sha256: hashIn(before) } };
}

function hashIn(state: unknown): string | null {
  return (state as FileState | undefined)?.sha256 ?? null;
}

/** Written and read again as JSON: what an edit does to values is seen as well as in the file itself. */
function plainText(state: unknown): string {
  return JSON.stringify((state as FileState | undefined)?.settings ?? {});
}

async function replaced(name: string, edited: (text: string | null) => string, { backups, before }: Machine) {
  const { text } = await readSettingsFile(name);
  const content = Buffer.from(edited(text));
  await replaceSettingsFile({ file: name, content, expected: hashIn(before), backups });
  const { sha256, bytes } = await readSettingsFile(name);
  return { file: name, sha256, bytes };
}

function refusedFor(name: string, names: readonly string[], before: unknown, after: () => string): Refused | undefined {
  const { problem } = before as FileState;
  if (problem !== undefined && names.length > 0) {
    return {
      reason: `${name} cannot be edited: ${problem} Claude Code ignores all of it.`,
      instead: 'Mend it by hand, or write it whole.',
    };
  }
  const text = after();
  const settings = objectIn(text);
  if (settings === undefined) {
    return {
      reason: `${name} would be no JSON object, and Claude Code would ignore all of it.`,
      instead: 'Mend the text.',
    };
  }
  if ('apiKeyHelper' in settings && layerOfFile(name) === 'project' && !('apiKeyHelper' in settingsOf(before))) {
    return {
      reason: 'An apiKeyHelper in a shared file runs on the machine of everybody who opens the project.',
      instead: 'Set it in the user file, or in a managed one.',
    };
  }
  return undefined;
}

function settingsOf(state: unknown): Readonly<Record<string, unknown>> {
  return (state as FileState | undefined)?.settings ?? {};
}

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function effectOf(edit: Edit, before: unknown): FieldChange[] {
  try {
    return leavesChanged(before, objectIn(editedText(plainText(before), edit)));
  } catch (error) {
    // What does not fit is refused where it is proposed; a plan of it says what was wanted.
    if (!isStewardError(error)) throw error;
    return [{ field: `settings.${keyOf(edit.path)}`, after: 'value' in edit ? edit.value : null }];
  }
}

/** Every leaf that differs, under the name that it has in the state. */
function leavesChanged(before: unknown, after: Readonly<Record<string, unknown>> | undefined): FieldChange[] {
  const [was, is] = [leaves(settingsOf(before)), leaves(after ?? {})];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((name) => JSON.stringify(was.get(name)) !== JSON.stringify(is.get(name)))
    .map((name) => ({
      field: `settings.${name}`,
      ...(was.has(name) && { before: was.get(name) }),
      after: is.has(name) ? is.get(name) : null,
    }));
}

function leaves(value: unknown, names: readonly string[] = []): Map<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = isObject ? Object.entries(value) : [];
  if (!isObject || (entries.length === 0 && names.length > 0)) return new Map([[keyOf(names), value]]);
  return new Map(entries.flatMap(([name, each]) => [...leaves(each, [...names, name])]));
}
