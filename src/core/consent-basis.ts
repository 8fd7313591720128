// On what a consent rests. For who is treated as a child somebody else decides, and the child is asked (R21): which basis these two answers leave is one
// table here, read by the schema of the entry, by drafts, screens and commands.
import { presentFields } from "./present-fields.ts";

/** In the order in which screens offer them. */
export const bases = ["consent", "best-interest-of-child", "vital-interest"] as const;
export type Basis = (typeof bases)[number];

/** Who decides for the child: a guardian appointed for this child, a parent, the body that protects children; or nobody could be reached yet. */
export const guardians = ["appointed", "parent", "child-protection", "not-reached"] as const;
export type Guardian = (typeof guardians)[number];

/** What the child says; `not-able` of a child who cannot be asked. */
export const assents = ["yes", "no", "not-able"] as const;
export type Assent = (typeof assents)[number];

/** Over a child's no neither an officer nor a parent passes alone. */
const mayDecideAgainst: readonly Guardian[] = ["appointed", "child-protection"];

/** The bases on which a consent for a child may rest (FD14a); none where nobody may decide yet. */
function basesForChild(guardian: Guardian, assent: Assent): readonly Basis[] {
  switch (assent) {
    case "yes":
      return guardian === "not-reached" ? ["best-interest-of-child"] : ["consent", "best-interest-of-child"];
    case "no":
      return mayDecideAgainst.includes(guardian) ? ["best-interest-of-child"] : [];
    case "not-able":
      return ["best-interest-of-child", "vital-interest"];
  }
}

/** What of a consent says on what it rests. */
export interface Rests {
  readonly basis?: Basis | undefined;
  readonly guardian?: Guardian | undefined;
  readonly assent?: Assent | undefined;
}

/** The bases that may be chosen for a person; none before both answers about a child are there. */
export function basesFor(treatAsChild: boolean, { guardian, assent }: Rests): readonly Basis[] {
  if (!treatAsChild) return bases.filter((basis) => basis !== "best-interest-of-child");
  return guardian === undefined || assent === undefined ? [] : basesForChild(guardian, assent);
}

/** True for a whole answer that fits the person (FD14b): nobody decides for an adult. */
export function restsRightly(treatAsChild: boolean, rests: Rests): boolean {
  const { basis, guardian, assent } = rests;
  if (!treatAsChild && (guardian !== undefined || assent !== undefined)) return false;
  return basis !== undefined && basesFor(treatAsChild, rests).includes(basis);
}

/** With a new answer about a child: a basis that the two do not leave falls, and the only one that they leave is taken. */
export function withChildsAnswer<R extends Rests>(rests: R, change: Pick<Rests, "guardian" | "assent">): R {
  const { basis, ...said } = { ...rests, ...change };
  const left = basesFor(true, said);
  const next = left.find((each) => each === basis) ?? (left.length === 1 ? left[0] : undefined);
  return { ...said, ...presentFields({ basis: next }) } as R;
}

/** Without what does not fit the person's age any more: what was said of a child is no answer of an adult, and the other way round. */
export function fitting<R extends Rests>(treatAsChild: boolean, rests: R): R {
  const { basis, guardian, assent, ...others } = rests;
  const isOfChild = guardian !== undefined || assent !== undefined || basis === "best-interest-of-child";
  if (treatAsChild ? basis === undefined || restsRightly(true, rests) : !isOfChild) return rests;
  return treatAsChild && isOfChild ? withChildsAnswer(rests, {}) : (others as R);
}

/** True for what an entry may say: both answers about a child and a basis that they leave, or neither answer. */
export function isSoundBasis({ basis, guardian, assent }: Rests): boolean {
  if (guardian === undefined || assent === undefined) return guardian === assent;
  return basis !== undefined && basesForChild(guardian, assent).includes(basis);
}
