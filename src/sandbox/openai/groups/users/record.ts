import { collection } from '../../../engine/store.ts';

export interface GroupMember {
  readonly group_id: string;
  readonly user_id: string;
  readonly created_at: number;
}

export const groupMembers = collection<GroupMember>(
  'group_members',
  ({ group_id, user_id }) => `${group_id} ${user_id}`,
);
