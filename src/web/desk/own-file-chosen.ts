// The choices in the dialog for a person's own file. They live in that dialog alone.
import type { OwnFileReceiver } from "../../core/case/own-file.ts";
import type { OwnFileAsked } from "../../reports/own-file.ts";
import type { LanguageTag } from "../../words/languages.ts";

export interface OwnFileChosen extends OwnFileAsked {
  readonly language: LanguageTag;
  readonly to: OwnFileReceiver | null;
  /** The worker's word of a child's guardian, where no sheet says it. */
  readonly guardianIsFree: boolean | null;
  /** The worker read the texts that go in. */
  readonly isRead: boolean;
}
