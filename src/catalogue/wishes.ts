import type { ProviderId } from '../providers/index.ts';
import type { WishDefinition } from './section.ts';
import { sections } from './sections.ts';

/** Something people look for that no API offers, and what to do instead. */
export interface Wish extends WishDefinition {
  readonly provider: ProviderId;
}

export const wishes: readonly Wish[] = Object.entries(sections).flatMap(([provider, { wishes }]) =>
  wishes.map((wish) => ({ ...wish, provider: provider as ProviderId })),
);

/** The wish that an id stands for, if it is one that no API offers. */
export function wishFor(id: string): Wish | undefined {
  const wanted = id
    .trim()
    .toLowerCase()
    .replaceAll(/[\s/]+/g, '.')
    .replaceAll('-', '_');
  return wishes.find((wish) => wish.guesses.includes(wanted));
}
