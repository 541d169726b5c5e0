import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { InputError, PolicyError } from '../../errors.ts';
import { canonicalJson, sha256 } from '../../internal/canonical.ts';
import { once } from '../../internal/once.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The most steps that one change may have. */
export const mostSteps = 500;

const changeId = /^chg_[a-z0-9]{12}$/;

/**
 * What was proposed, and no more: everything else about a change is derived from the catalogue and the provider each
 * time it is needed. A record with any other field was edited.
 */
const schema = once(() => {
  const destination = z.strictObject({
    name: z.string(),
    /** Null for what runs on this machine. */
    provider: z.string().nullable(),
    base_url: z.string(),
    credential: z.string(),
    organization: z.string().nullable(),
  });
  const json = z.record(z.string(), z.unknown());
  const step = z.strictObject({
    /** Name of a destination. */
    connection: z.string(),
    operation: z.string(),
    input: json,
    /** What the read before it answered; null where there was nothing; absent where no read shows it. */
    state: z.unknown().optional(),
    wait: z
      .strictObject({
        operation: z.string(),
        input: json,
        field: z.string(),
        equals: z.union([z.string(), z.number(), z.boolean(), z.null()]),
        until: z.iso.datetime(),
      })
      .optional(),
  });
  return z.strictObject({
    v: z.literal(2),
    id: z.string().regex(changeId),
    store: z.string(),
    destinations: z.array(destination).min(1),
    steps: z.array(step).min(1).max(mostSteps),
    reason: z.string().optional(),
    proposer: z.strictObject({
      user: z.string(),
      surface: z.string(),
      principal: z.string().optional(),
      client: z.string().optional(),
    }),
    proposed_at: z.iso.datetime(),
    expires_at: z.iso.datetime(),
    /** Hash of the policy in force when it was proposed. */
    policy: z.string(),
    undoes: z.string().regex(changeId).optional(),
  });
});

export type ChangeRecord = z.output<ReturnType<typeof schema>>;
export type StepRecord = ChangeRecord['steps'][number];
/** An organisation as it was reached when the change was proposed. */
export type Destination = ChangeRecord['destinations'][number];

/** The text that is stored, and whose SHA-256 the journal's `proposed` entry holds. */
export function textOf(record: ChangeRecord): string {
  return canonicalJson(record);
}

/**
 * A record as it is read back: a claim, held against the digest that the journal has of it.
 * @throws PolicyError when it was edited, or no `proposed` entry stands behind it.
 */
export function parseRecord(text: string, id: string, proposed: { readonly record: string } | undefined): ChangeRecord {
  const { data, error } = schema().safeParse(jsonFrom(text));
  if (isOlder(text)) throw older(id);
  if (!data) throw edited(id, `is not a change of this form (${error.issues[0]?.path.join('.') || 'no JSON'})`);
  if (data.id !== id) throw edited(id, `is the record of ${data.id}`);
  if (!proposed) throw edited(id, 'was never proposed, as the journal shows');
  if (sha256(text) !== proposed.record) throw edited(id, 'is not what was proposed, as the journal shows');
  return data;
}

function jsonFrom(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isOlder(text: string): boolean {
  const value = jsonFrom(text);
  return typeof value === 'object' && value !== null && 'change' in value && 'digest' in value;
}

function older(id: string): PolicyError {
  return new PolicyError('change_of_older_form', `${id} was proposed by an earlier version of Steward.`, {
    hint: 'Propose what is wanted again. Nothing was sent.',
  });
}

function edited(id: string, how: string): PolicyError {
  return new PolicyError('change_edited', `What is stored as ${id} ${how}.`, {
    hint: 'Nothing was sent. Decline it, and propose what is wanted as a new change.',
  });
}

export function newChangeId(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return `chg_${[...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('')}`;
}

/** @throws InputError for what is no id, before anything is looked up by it. */
export function checkChangeId(id: string): string {
  if (changeId.test(id)) return id;
  throw new InputError('change_id', `«${id.slice(0, 40)}» is not the id of a change.`, {
    hint: 'Ids look like chg_ with twelve letters and digits. There is a list of them.',
    advice: { action: 'list_changes' },
  });
}

export function destinationNamed({ destinations }: ChangeRecord, name: string): Destination {
  const found = destinations.find((each) => each.name === name);
  if (found) return found;
  throw new PolicyError('change_edited', `A step names connection ${name}, which the change does not have.`);
}
