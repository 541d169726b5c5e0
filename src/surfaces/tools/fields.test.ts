import { expect, it } from 'vitest';
import { parentOf } from './fields.ts';

it('gives the id of what a kind is under', () => {
  expect(parentOf('project_id', 'api_keys', 'proj_1')).toEqual({ project_id: 'proj_1' });
});

it('says which id is missing', () => {
  expect(() => parentOf('project_id', 'api_keys', undefined)).toThrow(
    expect.objectContaining({ code: 'parent_missing', message: expect.stringContaining('project_id') }),
  );
});
