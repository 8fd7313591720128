// The library: the forms that ship with the program, each a file of data in the folder beside it and named by its hash, so that a country that changes nothing
// publishes nothing. A version that was in a release stays here for ever: sheets name it.

import { type Form, type FormVersion, formBook } from "./form.ts";
import { libraryFiles } from "./library-files.ts";

/** The versions that ship, in the order in which a worker meets them. */
export const libraryVersions: readonly FormVersion[] = libraryFiles.map(([id, form]) => ({ id, form: form as Form }));

/** The book of a country that has published nothing. */
export const library = formBook(libraryVersions);
