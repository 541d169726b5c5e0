import { z } from 'zod';
import { policySchema } from '../../src/gate/policy/schema.ts';

/** The JSON Schema of `policy.yaml`, for editors and for reviewers. */
export function policyReference(): string {
  const schema = z.toJSONSchema(policySchema(), { io: 'input' });
  return `${JSON.stringify({ ...schema, title: 'Steward policy' }, null, 2)}\n`;
}
