import path from 'node:path';
import { z } from 'zod';
import type { Notice } from '../../errors.ts';
import { digestOf } from '../../internal/canonical.ts';
import type { Journal } from '../journal/journal.ts';
import { type Approvers, approversInForce } from '../people/approvers.ts';
import { isSignedBy, type UnlockedKey } from '../people/keys.ts';
import { readIfThere, writeWhole } from '../state/folder.ts';
import { type Places, readAnchored } from '../state/places.ts';
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

export function policyInForce(places: Places, journal: Journal): PolicyInForce {
  const approvers = approversInForce(places, journal);
  const system = layerAt('system', path.join(places.system, policyFileName), readAnchored(places, policyFileName));
  const user = layerAt('user', userPolicyPath(places), readIfThere(userPolicyPath(places), 'followed'));
  const project = projectLayer(places);
  const warnings: Notice[] = approvers.problem ? [{ text: `Nothing can be approved: ${approvers.problem}.` }] : [];
  const trusted = system ?? trustedUserLayer(user, places, approvers, journal, warnings);
  const base = trusted ?? builtIn;
  const tightening = [user, project].filter((layer) => layer !== undefined && layer !== base) as Layer[];
  const hash = digestOf({
    layers: [base, ...tightening].map(({ place, hash: own }) => [place, own]),
    approvers: approvers.list,
  });
  return { base, tightening, approvers, hash, warnings };
}

/** An approver agrees to the user's policy as it stands. */
export function signPolicy(key: UnlockedKey, places: Places, journal: Journal): void {
  const file = userPolicyPath(places);
  const layer = layerAt('user', file, readIfThere(file, 'followed'));
  if (!layer) return;
  const signature = key.sign('sign policy', { policy: layer.hash });
  journal.append({ type: 'policy_signed', policy: layer.hash, approver: key.name });
  writeWhole(`${file}.sig`, `${JSON.stringify({ approver: key.name, policy: layer.hash, signature }, null, 2)}\n`);
}

export function userPolicyPath(places: Places): string {
  return path.join(places.user, policyFileName);
}

/**
 * The user's policy anchors trust where the system has none. Once somebody is enrolled, it counts with an approver's
 * signature only; edited since, it may still tighten, and no more.
 */
function trustedUserLayer(
  user: Layer | undefined,
  places: Places,
  approvers: Approvers,
  journal: Journal,
  warnings: Notice[],
): Layer | undefined {
  const lost = journal.trust().lost;
  if (lost) warnings.push({ text: `Steward is read-only: ${lost}.` });
  if (!user || lost || approvers.problem) return undefined;
  if (approvers.list.length === 0) return user;
  if (isSigned(user, places, approvers, journal)) return user;
  warnings.push({
    text: `Steward is read-only: ${user.file} is not the policy that an approver signed. A person can sign it.`,
    advice: { action: 'sign_policy' },
  });
  return undefined;
}

const signatureFile = z.object({ approver: z.string(), policy: z.string(), signature: z.base64() });

function isSigned(layer: Layer, places: Places, { list }: Approvers, journal: Journal): boolean {
  const { data } = signatureFile.safeParse(jsonFrom(readIfThere(`${userPolicyPath(places)}.sig`, 'followed')));
  const signer = list.find(({ name }) => name === data?.approver);
  if (!data || !signer || data.policy !== layer.hash || journal.trust().policy !== layer.hash) return false;
  return isSignedBy(signer, 'sign policy', { policy: layer.hash }, data.signature);
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
