/** How a person says yes, weakest first. What each proves stands in docs/guides/safety.md. */
export const channels = ['elicitation', 'terminal', 'signature'] as const;
export type Channel = (typeof channels)[number];

/** What a yes can be for. It is part of what is sealed, so that one can never stand for another. */
export type AgreementPurpose = 'approve change' | 'resume' | 'acknowledge loss';

/**
 * What a person agreed to. Its canonical bytes are what a key signs; their SHA-256 may serve as the challenge of a passkey.
 */
export interface Agreement {
  readonly purpose: AgreementPurpose;
  readonly v: 1;
  /** The one store in which it counts. */
  readonly store: string;
  /** Id of the change; for other purposes what they name in its place. */
  readonly change: string;
  /** Digest of exactly what was shown. */
  readonly digest: string;
  readonly channel: Channel;
  /** The name of an enrolled approver, or of the account or session that was asked. */
  readonly approver: string;
  /** Id of the key that seals it; null where no key does. */
  readonly key: string | null;
  /** Where a secret in the answer goes; absolute. Null where there is none. */
  readonly reveal: string | null;
  readonly at: string;
  readonly nonce: string;
}

/** How an agreement is known to be what it was: an approver's key, or a mark of this store, which its account could make. */
export type Seal =
  | { readonly kind: 'ed25519'; readonly signature: string }
  | { readonly kind: 'store'; readonly mac: string };
