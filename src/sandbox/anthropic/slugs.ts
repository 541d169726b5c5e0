import { z } from 'zod';
import type { Collection } from '../engine/store.ts';
import { conflict } from './refuse.ts';

/** Names that are identifiers too: lower case, digits, hyphens. */
export const slug = z
  .string()
  .min(1)
  .max(255)
  .regex(/^[a-z0-9-]+$/, 'should have lowercase letters, digits and hyphens only');

interface Named {
  readonly id: string;
  readonly name: string;
}

/** A slug names one object of its kind, archived ones included. */
export function refuseTakenSlug<T extends Named>(taken: Collection<T>, name: string, own?: string): void {
  if (taken.find((each) => each.name === name && each.id !== own)) throw conflict(`name: ${name} is taken`);
}
