import { describe, expectTypeOf, it } from 'vitest';
import type { AnswerOf, InputOf, ItemOf, ListId, OperationId, ReadId, ReportId, WriteId } from './typed.ts';

type IsAny<Type> = 0 extends 1 & Type ? true : false;

type Untold = {
  [Id in OperationId]: IsAny<AnswerOf<Id>> extends true ? Id : unknown extends AnswerOf<Id> ? Id : never;
}[OperationId];

// The compiler is what checks these: `tsc` reads this file, and running it proves nothing more.
describe('the types of an operation', () => {
  it('know every id, and no other', () => {
    expectTypeOf<'openai.projects.list'>().toExtend<OperationId>();
    expectTypeOf<'openai.projects.lists'>().not.toExtend<OperationId>();
    expectTypeOf<string>().not.toExtend<OperationId>();
  });

  it('tell reads from writes, and reports and lists from other reads', () => {
    expectTypeOf<'openai.projects.get'>().toExtend<ReadId>();
    expectTypeOf<'openai.projects.archive'>().not.toExtend<ReadId>();
    expectTypeOf<'openai.projects.archive'>().toExtend<WriteId>();
    expectTypeOf<'openai.usage.costs' | 'anthropic.usage.cost' | 'anthropic.usage.claude_code'>().toExtend<ReportId>();
    expectTypeOf<'openai.projects.list'>().not.toExtend<ReportId>();
    expectTypeOf<'openai.projects.list' | 'anthropic.users.list'>().toExtend<ListId>();
    expectTypeOf<'openai.projects.get'>().not.toExtend<ListId>();
  });

  it('know what it takes', () => {
    expectTypeOf<InputOf<'openai.projects.list'>>().toEqualTypeOf<{
      after?: string;
      include_archived?: boolean;
      limit?: number;
    }>();
    expectTypeOf<InputOf<'openai.invites.create'>>().toHaveProperty('email').toEqualTypeOf<string>();
    expectTypeOf<{ name: number }>().not.toExtend<InputOf<'openai.projects.create'>>();
  });

  it('know what it answers, without what only the SDK has', () => {
    expectTypeOf<AnswerOf<'openai.projects.get'>>().toHaveProperty('name').toEqualTypeOf<string | null | undefined>();
    expectTypeOf<AnswerOf<'openai.projects.get'>>().not.toHaveProperty('_request_id');
    expectTypeOf<AnswerOf<'openai.projects.list'>>().toHaveProperty('has_more').toEqualTypeOf<boolean>();
    expectTypeOf<AnswerOf<'openai.projects.list'>>().not.toHaveProperty('getNextPage');
    expectTypeOf<ItemOf<'anthropic.invites.list'>>().toHaveProperty('email').toEqualTypeOf<string>();
  });

  it('leave no answer untold', () => {
    expectTypeOf<Untold>().toEqualTypeOf<never>();
  });
});
