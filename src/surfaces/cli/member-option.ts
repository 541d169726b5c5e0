import { Option } from 'commander';

/** An option that tells completion what may stand there. Whether it may is judged by the operation's schema. */
export class MemberOption extends Option {
  readonly members: readonly string[];

  constructor(flags: string, description: string, members: readonly string[]) {
    super(flags, description);
    this.members = members;
  }
}

/** The values that may stand after an option; none where any may. */
export function valuesOf(option: Option): readonly string[] {
  return option instanceof MemberOption ? option.members : (option.argChoices ?? []);
}
