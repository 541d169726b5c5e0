// A process that applies changes one after the other through the library, and prints what came of each.

import { isStewardError } from '../../src/errors.ts';
import { connect } from '../../src/surfaces/library/connect.ts';

const steward = connect('openai');
const outcomes: Record<string, string> = {};
for (const id of process.argv.slice(2)) {
  try {
    outcomes[id] = (await steward.apply(id)).outcome;
  } catch (error) {
    if (!isStewardError(error)) throw error;
    outcomes[id] = error.code;
  }
}
process.stdout.write(JSON.stringify(outcomes));
await steward.close();
