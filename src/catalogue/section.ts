import type { Advice } from '../errors.ts';
import type { ProviderOperation } from './define.ts';

/** What a provider brings to the catalogue. */
export interface Section {
  readonly operations: readonly ProviderOperation[];
  readonly wishes: readonly WishDefinition[];
}

/** Something people look for that a provider's API does not offer, and what to do instead. */
export interface WishDefinition {
  readonly title: string;
  readonly reason: string;
  /** Where a person can do it. */
  readonly instead: string;
  /** What `instead` ends in, where that is something to do here. */
  readonly advice?: Advice;
  /** Further words that people use for it. */
  readonly everyday?: string;
  /** Ids that somebody would type for it, dots and underscores as in the catalogue. */
  readonly guesses: readonly string[];
}
