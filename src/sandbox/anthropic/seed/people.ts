import { letters } from '../../../internal/hash.ts';
import { people } from '../../demand/people.ts';
import { isoMicroseconds } from '../../engine/clock.ts';
import type { Store } from '../../engine/store.ts';
import { type Role, type User, users } from '../users/record.ts';

const dayMs = 86_400_000;

interface PeopleSeed {
  readonly seed: number;
  readonly count: number;
  readonly now: number;
  /** Tells the two organisations' ids apart. */
  readonly salt: string;
  readonly roleOf: (index: number) => Role;
}

/** The company's people as members, the longest-standing first. */
export function seedPeople(store: Store, { seed, count, now, salt, roleOf }: PeopleSeed): User[] {
  return people(seed, count).map((person, index) =>
    store.in(users).add({
      id: `user_01${letters(22, seed, salt, index)}`,
      email: person.email,
      name: person.name,
      role: roleOf(index),
      added_at: isoMicroseconds(now - person.joinedDaysAgo * dayMs),
    }),
  );
}
