/** The sections that `steward.yaml` may have. Each is described by the room that it belongs to. */
export const sectionNames = ['connections'] as const;

export type SectionName = (typeof sectionNames)[number];
