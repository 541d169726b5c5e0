/**
 * What the items of a list are, in words that hold for every provider, so that whoever asks for people or keys spells no
 * provider's fields. `Answer` is what the list's SDK call answers; undefined is what a list does not tell.
 */
export type Listing<Answer = AnyList> = PeopleListing<Answer> | KeyListing<Answer>;

interface AnyList {
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

type ItemOf<Answer> = Answer extends { readonly data: readonly (infer Item)[] } ? Item : never;

interface WholeList {
  /** What gives the whole list, where the provider hides some of it otherwise. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly under?: Under;
}

interface PeopleListing<Answer> extends WholeList {
  readonly of: 'people';
  // A method, since lists of different items stand in one catalogue.
  item(item: ItemOf<Answer>): ListedPerson;
}

interface KeyListing<Answer> extends WholeList {
  readonly of: 'keys';
  /** `parent` is the id that the list was asked for, where it stands under others. */
  item(item: ItemOf<Answer>, parent: string | undefined): ListedKey;
  /** The report that shows which of these keys were used, where the list itself does not tell. */
  readonly use?: KeyReport;
  /** The report of what each of these keys costs. */
  readonly cost?: KeyReport;
}

export interface KeyReport {
  readonly report: string;
  /** The dimension that holds the key's id. */
  readonly dimension: string;
}

/** A list that stands under others: the list of parents, and the parameter that takes a parent's id. */
export interface Under {
  readonly list: string;
  readonly parameter: string;
  readonly input?: Readonly<Record<string, unknown>>;
  /** Parents of this state refuse to list what is under them, so they are not asked; `says` why, within a sentence. */
  readonly shut?: { readonly field: string; readonly is: string; readonly says: string };
}

/** A member of an organisation. */
export interface ListedPerson {
  readonly id: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  /** As the provider calls it. */
  readonly role: string | undefined;
  /** True where that role commands the organisation. */
  readonly isOwner: boolean | undefined;
  /** Milliseconds since 1970, as all times here. */
  readonly joinedAt: number | undefined;
}

/** A key, never its secret. */
export interface ListedKey {
  readonly id: string;
  /** The key shortened, as the provider shows it. */
  readonly hint: string | undefined;
  readonly name: string | undefined;
  /** True for a key to the management plane itself. */
  readonly isAdmin: boolean;
  /** False where somebody switched it off. */
  readonly isOn: boolean | undefined;
  readonly owner: KeyOwner | undefined;
  /** The workspace or project that it belongs to. */
  readonly within: string | undefined;
  readonly createdAt: number | undefined;
  /** Null for a key that was never used. */
  readonly lastUsedAt: number | null | undefined;
  /** Null for a key that does not expire. */
  readonly expiresAt: number | null | undefined;
}

export interface KeyOwner {
  readonly kind: 'person' | 'service account';
  readonly id: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
}

/** A moment as providers write it, RFC 3339 or unix seconds, in milliseconds; null and undefined stay what they are. */
export function moment(written: string | number): number | undefined;
export function moment(written: string | number | null | undefined): number | null | undefined;
export function moment(written: string | number | null | undefined): number | null | undefined {
  if (written === null || written === undefined) return written;
  const milliseconds = typeof written === 'number' ? written * 1000 : Date.parse(written);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
