import { unit } from '../../internal/hash.ts';

/** Somebody of the made-up company. Both providers' organisations know the same people. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly team: string;
  readonly joinedDaysAgo: number;
  /** Left the company; still listed with a provider, as happens. */
  readonly departed: boolean;
}

const firstNames = [
  'Ines',
  'Omar',
  'Lena',
  'Tariq',
  'Mei',
  'Jonas',
  'Priya',
  'Diego',
  'Aisha',
  'Nils',
  'Chiara',
  'Kofi',
  'Sofia',
  'Viktor',
  'Hana',
  'Mateo',
  'Noor',
  'Elias',
  'Yara',
  'Tomas',
  'Greta',
  'Samir',
  'Alba',
  'Ruben',
  'Zoe',
  'Ivan',
  'Leila',
  'Paul',
  'Mina',
  'Oskar',
  'Dalia',
  'Felix',
  'Rosa',
  'Kenji',
  'Maren',
  'Luca',
  'Tess',
  'Amir',
  'Wanda',
  'Hugo',
];
const lastNames = [
  'Falk',
  'Haddad',
  'Brandt',
  'Rahimi',
  'Lin',
  'Weber',
  'Nair',
  'Ortega',
  'Bello',
  'Lund',
  'Conti',
  'Mensah',
  'Costa',
  'Petrov',
  'Sato',
  'Rojas',
  'Aziz',
  'Keller',
  'Nasser',
  'Novak',
  'Holm',
  'Khan',
  'Vidal',
  'Meyer',
  'Martin',
  'Horvat',
  'Farah',
  'Moreau',
  'Park',
  'Berg',
  'Cohen',
  'Vogel',
  'Silva',
  'Mori',
  'Dietz',
  'Greco',
  'Visser',
  'Shah',
  'Nowak',
  'Lang',
];
const teams = ['platform', 'engineering', 'data', 'support', 'product', 'security', 'finance'];

/** The position of the person who left. */
const departedIndex = 7;

/** The first `count` people, the same ones whatever the count. */
export function people(seed: number, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => person(seed, index));
}

function person(seed: number, index: number): Person {
  const round = Math.floor(index / firstNames.length);
  const first = firstNames[index % firstNames.length] ?? '';
  const last = lastNames[(index * 7 + round * 3) % lastNames.length] ?? '';
  const departed = index === departedIndex;
  const suffix = round === 0 ? '' : String(round + 1);
  return {
    name: `${first} ${last}${suffix && ` ${suffix}`}`,
    email: `${first}.${last}${suffix}@northwind.example`.toLowerCase(),
    team: teams[index % teams.length] ?? 'engineering',
    joinedDaysAgo: (departed ? 330 : 30) + Math.floor(unit(seed, 'joined', index) * (departed ? 400 : 700)),
    departed,
  };
}
