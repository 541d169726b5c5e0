import type { Call } from '../../engine/route.ts';
import { collection, type Store } from '../../engine/store.ts';
import { audit } from '../audit.ts';
import { type Role, roles } from '../roles/record.ts';

/** A role given to a person or a group, for the organisation or one project. */
export interface RoleAssignment {
  readonly principal_id: string;
  readonly principal_type: 'user' | 'group';
  readonly role_id: string;
  readonly created_at: number;
}

export const roleAssignments = collection<RoleAssignment>(
  'role_assignments',
  ({ principal_id, role_id }) => `${principal_id} ${role_id}`,
);

/** Gives a role. Giving it again changes nothing. */
export function assignRole(
  call: Pick<Call, 'store' | 'clock' | 'caller'>,
  role: Role,
  principalId: string,
  principalType: RoleAssignment['principal_type'],
): void {
  const { store, clock } = call;
  if (store.in(roleAssignments).has(`${principalId} ${role.id}`)) return;
  store.in(roleAssignments).add({
    principal_id: principalId,
    principal_type: principalType,
    role_id: role.id,
    created_at: clock.seconds(),
  });
  audit(call, 'role.assignment.created', assignmentDetails(role, principalId, principalType));
}

/** Takes away all roles of a resource: from one principal, or from everybody. */
export function endAssignments(store: Store, resourceId: string, principalId?: string): void {
  store
    .in(roleAssignments)
    .removeWhere(
      ({ principal_id, role_id }) =>
        (principalId === undefined || principal_id === principalId) &&
        store.in(roles).get(role_id)?.resource_id === resourceId,
    );
}

export function assignmentDetails(role: Role, principalId: string, principalType: string) {
  return {
    id: role.id,
    principal_id: principalId,
    principal_type: principalType,
    resource_id: role.resource_id,
    resource_type: role.resource_type,
  };
}
