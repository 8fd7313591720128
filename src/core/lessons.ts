// The short lessons for officers: which there are (docs/spec/lessons.md).

/** The lessons in their order. What they say is in the language files. */
export const lessons = ["who", "signs", "talk", "rights", "consent", "hand-over"] as const;
export type Lesson = (typeof lessons)[number];

/** Which lessons these are. Other lessons, or others of their questions, are another edition. */
export const lessonsEdition = "recognition-1";

/** The lessons are to be done anew after so many days: a reminder on the device, and never a bar (LS4). */
export const lessonsHoldDays = 365;
