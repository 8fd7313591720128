// A year of birth, or a month or day in it, as far as it is known. It stands apart from the kinds of entries, since the first screen of a phone
// asks for it and needs nothing of those.

export const birthDateForm = /^\d{4}(-\d{2}(-\d{2})?)?$/;

export function isBirthDate(text: string): boolean {
  return birthDateForm.test(text);
}
