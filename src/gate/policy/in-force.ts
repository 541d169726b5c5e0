import path from 'node:path';
import { z } from 'zod';
import type { Notice } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import { writeWhole } from '../../internal/whole-file.ts';
import { entriesOfType, type Journal } from '../journal/journal.ts';
import { type Approvers, approversInForce, type Problem } from '../people/approvers.ts';
import { fingerprint, isSignedBy, type UnlockedKey } from '../people/keys.ts';
import { digestOfList } from '../people/lists.ts';
import { readIfThere } from '../state/folder.ts';
import { type Places, readAnchored } from '../state/places.ts';
import type { Reading, Store } from '../state/store.ts';
import { type Layer, parseLayer } from './layer.ts';

/** The policy that counts now, from every place that has one. */
export interface PolicyInForce {
  /** Where trust is anchored: the one layer that may allow. */
  readonly base: Layer;
  /** Further layers, which may only tighten. */
  readonly tightening: readonly Layer[];
  readonly approvers: Approvers;
  /** Of all layers and the list of approvers. A change is bound to it. */
  readonly hash: string;
  /** What a person should know, such as a policy that does not count. */
  readonly warnings: readonly Notice[];
}

export const policyFileName = 'policy.yaml';
export const projectPolicyName = 'steward.policy.yaml';

/** What holds where nobody wrote a policy: everything can be read, nothing proposed. */
const builtIn: Layer = {
  place: 'built in',
  file: 'the default',
  hash: 'built in: read-only',
  document: { version: 1, mode: 'read-only' },
  lines: [],
};

/** `lost`: why the store cannot be relied on, where something is missing from it. */
export async function policyInForce(places: Places, tables: Reading, lost?: string): Promise<PolicyInForce> {
  const approvers = await approversInForce(places, tables);
  const system = layerAt('system', path.join(places.system, policyFileName), readAnchored(places, policyFileName));
  const user = layerAt('user', userPolicyPath(places), readIfThere(userPolicyPath(places), 'followed'));
  const project = projectLayer(places);
  const warnings: Notice[] = approvers.problem ? [problemOf(approvers.problem)] : [];
  if (lost !== undefined) {
    const text = `Steward is read-only: ${lost}. A person acknowledges it.`;
    warnings.push({ text, advice: { action: 'acknowledge_loss' } });
  }
  const trusted =
    lost === undefined ? (system ?? (await trustedUserLayer(user, places, approvers, tables, warnings))) : undefined;
  const base = trusted ?? builtIn;
  const others = lost === undefined ? [user, project] : [system, user, project];
  const tightening = others.filter((layer) => layer !== undefined && layer !== base) as Layer[];
  const hash = digestOf({
    layers: [base, ...tightening].map(({ place, hash: own }) => [place, own]),
    approvers: approvers.list,
  });
  return { base, tightening, approvers, hash, warnings };
}

function problemOf(problem: Problem): Notice {
  const text = `Nothing can be approved: ${problem.what}.`;
  return { text, ...(problem.advice && { advice: problem.advice }) };
}

/** An approver agrees to the user's policy as it stands. */
export async function signPolicy(
  key: UnlockedKey,
  { places, store, journal }: { readonly places: Places; readonly store: Store; readonly journal: Journal },
): Promise<void> {
  const file = userPolicyPath(places);
  const layer = layerAt('user', file, readIfThere(file, 'followed'));
  if (!layer) return;
  const { signed } = await store.look((tables) => approversInForce(places, tables));
  const agreed = { policy: layer.hash, list: signed ? digestOfList(signed) : '' };
  const signature = { key: fingerprint(key), ...agreed, signature: key.sign(signable(agreed)) };
  await journal.append({ type: 'policy_signed', ...signature });
  writeWhole(`${file}.sig`, `${JSON.stringify(signature, null, 2)}\n`);
}

function signable({ policy, list }: { readonly policy: string; readonly list: string }) {
  return { purpose: 'sign policy', policy, list };
}

export function userPolicyPath(places: Places): string {
  return path.join(places.user, policyFileName);
}

/**
 * The user's policy anchors trust where the system has none. Once somebody is enrolled, it counts with an approver's
 * signature only; edited since, it may still tighten, and no more.
 */
async function trustedUserLayer(
  user: Layer | undefined,
  places: Places,
  approvers: Approvers,
  tables: Reading,
  warnings: Notice[],
): Promise<Layer | undefined> {
  if (!user || approvers.problem) return undefined;
  if (approvers.list.length === 0) return user;
  const fault = await faultOfSignature(user, places, approvers, tables);
  if (fault === undefined) return user;
  warnings.push({
    text: `Steward is read-only: ${user.file} ${fault}. A person can sign it.`,
    advice: { action: 'sign_policy' },
  });
  return undefined;
}

/** An approver's yes to a policy, under the list of approvers of then. */
export interface PolicySignature {
  readonly key: string;
  readonly policy: string;
  readonly list: string;
  readonly signature: string;
}

/** True when one of those who may sign has signed exactly this. */
export function isPolicySigned(
  signed: PolicySignature,
  signers: readonly { readonly key: string; readonly public_key: string }[],
): boolean {
  const signer = signers.find(({ key }) => key === signed.key);
  return signer !== undefined && isSignedBy(signer, signable(signed), signed.signature);
}

const signatureFile = z.strictObject({ key: z.string(), policy: z.string(), list: z.string(), signature: z.base64() });

/**
 * Why a policy does not count as signed. The journal confers no trust, but takes it away: once it has a later signature
 * that holds, an older policy that was put back no longer counts.
 */
async function faultOfSignature(layer: Layer, places: Places, { list }: Approvers, tables: Reading) {
  const { data } = signatureFile.safeParse(jsonFrom(readIfThere(`${userPolicyPath(places)}.sig`, 'followed')));
  const holds = (signed: PolicySignature) => isPolicySigned(signed, list);
  if (!data || data.policy !== layer.hash || !holds(data)) return 'is not the policy that an approver signed';
  const newest = (await entriesOfType(tables, 'policy_signed')).filter(holds).at(-1);
  return newest && newest.policy !== layer.hash ? 'was signed once, and another policy since' : undefined;
}

function jsonFrom(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
}

/** The nearest project policy upwards. */
function projectLayer(places: Places): Layer | undefined {
  for (let here = places.project; ; here = path.dirname(here)) {
    const file = path.join(here, projectPolicyName);
    const text = readIfThere(file, 'followed');
    if (text !== undefined) return parseLayer(text, 'project', file);
    if (path.dirname(here) === here) return undefined;
  }
}

function layerAt(place: 'system' | 'user', file: string, text: string | undefined): Layer | undefined {
  return text === undefined ? undefined : parseLayer(text, place, file);
}
