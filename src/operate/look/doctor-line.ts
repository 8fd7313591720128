// What `panoh doctor` says: one line for each thing that it looks at. It is good, or it says in one sentence what to do, or it could not be looked at and
// says how it can. Nothing of a case is in any of them.

export interface DoctorLine {
  readonly about: string;
  readonly is: "good" | "to-do" | "not-seen";
  readonly says: string;
}

export function good(about: string, says: string): DoctorLine {
  return { about, is: "good", says };
}

export function toDo(about: string, says: string): DoctorLine {
  return { about, is: "to-do", says };
}

export function notSeen(about: string, says: string): DoctorLine {
  return { about, is: "not-seen", says };
}
