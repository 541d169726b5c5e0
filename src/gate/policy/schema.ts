import { z } from 'zod';
import { risks } from '../../catalogue/define.ts';
import { once } from '../../internal/once.ts';
import { channels } from '../journal/agreement.ts';

export const writeRisks = ['write', 'spend', 'access', 'destructive'] as const;
export type WriteRisk = (typeof writeRisks)[number];

/** `policy.yaml`: what may be read, what may be proposed, and whose yes a change needs. */
export const policySchema = once(() => {
  const oneOrMore = <T extends z.ZodType>(each: T) => z.union([each, z.array(each).min(1)]);

  const glob = z
    .string()
    .regex(/^[a-z0-9_.*-]+$/, 'expected an operation id, with * for any part, such as openai.projects.*');

  const channel = z.enum(channels).describe('The weakest channel that counts: elicitation, terminal or signature');
  const people = z.int().min(1).max(5).describe('How many different approvers must agree');

  /** What begins like a bound is one, or a mistake that would protect nothing. */
  const conditionText = z
    .string()
    .regex(/^(?:[<>]=?\s*-?\d+(?:\.\d+)?|[^<>=].*|)$/s, 'expected a bound such as ">1000", digits only, or a text');

  const condition = z.union([
    conditionText,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(z.union([conditionText, z.number(), z.null()])).min(1),
  ]);

  const narrowing = {
    connection: oneOrMore(z.string()).describe('Only these connections, by name; * for any part').optional(),
    risk: oneOrMore(z.enum(risks)).describe('Only operations of this risk').optional(),
    when: z
      .record(z.string(), condition)
      .describe(
        'Only where the input has these values: a value, a list of them, a text with *, or a bound such as ">1000"',
      )
      .optional(),
    reason: z.string().describe('Shown to whoever is refused or asked').optional(),
  };

  const rule = z.union([
    z.strictObject({ deny: oneOrMore(glob), ...narrowing }),
    z.strictObject({ ask: oneOrMore(glob), channel: channel.optional(), people: people.optional(), ...narrowing }),
    z.strictObject({ allow: oneOrMore(glob), ...narrowing }),
  ]);

  const approval = z.union([channel, z.strictObject({ channel, people: people.default(1) })]);

  const guard = z.enum(['deny', 'ask']);

  return z.strictObject({
    version: z.literal(1).describe('The form of this file'),
    mode: z
      .enum(['read-only', 'ask', 'listed'])
      .describe(
        'read-only: nothing can be proposed. ask: changes can be proposed, and wait for a person. listed: only what rules allow or ask for',
      )
      .optional(),
    rules: z.array(rule).describe('deny beats ask beats allow; of equals the first is shown').optional(),
    approvals: z
      .strictObject({
        write: approval.optional(),
        spend: approval.optional(),
        access: approval.optional(),
        destructive: approval.optional(),
      })
      .describe('What each risk needs')
      .optional(),
    guards: z
      .strictObject({
        owner_grants: guard.describe('Making somebody owner or admin, or minting an admin key').optional(),
        own_credential: guard.describe('Changing the credential that Steward itself uses').optional(),
        last_owner: guard.describe('Taking the role of the last owner').optional(),
        destructive_per_hour: z
          .int()
          .min(0)
          .describe('Destructive steps that may be sent in an hour, over all changes')
          .optional(),
        freeze: z
          .array(
            z.strictObject({
              from: z.iso.datetime({ offset: true }),
              until: z.iso.datetime({ offset: true }),
              reason: z.string().optional(),
            }),
          )
          .describe('Times in which nothing is applied')
          .optional(),
      })
      .optional(),
    change_minutes: z
      .int()
      .min(1)
      .max(10_080)
      .describe('How long a change may wait for its approval; 60 when omitted')
      .optional(),
    secrets: z
      .array(
        z.strictObject({
          name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'expected lower-case letters, digits and hyphens'),
          source: z
            .string()
            .regex(
              /^(?:env:[A-Za-z_]\w*|file:\/.+|keychain:[a-z0-9][a-z0-9._-]*)$/,
              'expected env:NAME, file:/path or keychain:NAME',
            )
            .describe('Where it is kept: env:NAME, file:/path or keychain:NAME'),
          operations: oneOrMore(glob).describe('The operations whose input it may be part of'),
        }),
      )
      .describe('Secrets that a change may name as secret:NAME; they are fetched when it is sent')
      .optional(),
    anchor: z
      .strictObject({
        file: z.string().describe('A file, best on another machine, that gets the head of the journal').optional(),
        url: z.url().describe('An https address that the head of the journal is posted to').optional(),
        every: z.int().min(1).default(100).describe('After how many entries'),
      })
      .describe('Keeps the journal’s head elsewhere, so that a rewritten journal is noticed')
      .optional(),
  });
});

export type PolicyDocument = z.output<ReturnType<typeof policySchema>>;
export type ListedSecret = NonNullable<PolicyDocument['secrets']>[number];
export type PolicyRule = NonNullable<PolicyDocument['rules']>[number];

export const policyKeys = [
  'version',
  'mode',
  'rules',
  'approvals',
  'guards',
  'change_minutes',
  'anchor',
  'deny',
  'ask',
  'allow',
  'connection',
  'risk',
  'when',
  'reason',
  'channel',
  'people',
  'owner_grants',
  'own_credential',
  'last_owner',
  'destructive_per_hour',
  'freeze',
  'from',
  'until',
  'file',
  'url',
  'secrets',
  'name',
  'source',
  'operations',
  'every',
  ...writeRisks,
];
