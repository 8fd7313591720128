// What an expression gives, as ODK Collect reads it: an empty answer is the empty text, its number is not a number, and it equals nothing but
// another empty one (FM3). Only the tree is walked; values come from a scope, never from an object's prototype.

import { partialDate, rangeOf } from "../registers/partial-date.ts";
import { day } from "../schema.ts";
import { addDays, addMonths, dayNumber, wholeMonths } from "./calendar-day.ts";
import type { Arithmetic, Comparison, FunctionName, Node } from "./expression.ts";

/** What a part of an expression gives. A day is its text; codes of one field are a list. */
export type Value = string | number | boolean | readonly string[];

/** What an expression reads. */
export interface Scope {
  /** A field's answer or a fact of the case; empty where there is none. */
  readonly value: (name: string) => Value;
  /** The answer that is looked at, for a constraint. */
  readonly own: Value;
  /** The day of the entry where answers are checked, the reader's day where tasks are made (FM3). */
  readonly today: string;
  /** Yeses and codes of a group, or of all (`*`), that bear a weight, or any (`*`). */
  readonly marked: (group: string, weight: string) => number;
}

/** The value of an expression. Never throws; the work is bounded by the tree and the texts that it reads. */
export function evaluate(node: Node, scope: Scope): Value {
  switch (node.is) {
    case "number":
    case "text":
      return node.value;
    case "name":
      return scope.value(node.name);
    case "own":
      return scope.own;
    case "minus":
      return -toNumber(evaluate(node.of, scope));
    case "and":
      return node.of.every((one) => toTruth(evaluate(one, scope)));
    case "or":
      return node.of.some((one) => toTruth(evaluate(one, scope)));
    case "compare":
      return compare(node.by, evaluate(node.left, scope), evaluate(node.right, scope));
    case "sum":
      return node.rest.reduce(
        (sum, one) => calculate(one.by, sum, toNumber(evaluate(one.of, scope))),
        toNumber(evaluate(node.first, scope)),
      );
    case "call":
      return call(node.name, node.of, scope);
  }
}

/** True where an expression holds. */
export function holds(node: Node, scope: Scope): boolean {
  return toTruth(evaluate(node, scope));
}

export function isEmpty(value: Value): boolean {
  return value === "" || (typeof value === "object" && value.length === 0);
}

export function toTruth(value: Value): boolean {
  if (typeof value === "boolean") return value;
  return typeof value === "number" ? value !== 0 && !Number.isNaN(value) : value.length > 0;
}

/** A number, or the days since 1970 of a day. Of anything else it is not a number. */
export function toNumber(value: Value): number {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string") return Number.NaN;
  return /^-?\d{1,15}(\.\d{1,15})?$/.test(value) ? Number(value) : dayNumber(value);
}

export function toText(value: Value): string {
  return typeof value === "object" ? value.join(" ") : String(value);
}

function compare(by: Comparison, left: Value, right: Value): boolean {
  if (by === "=") return areEqual(left, right);
  if (by === "!=") return !areEqual(left, right);
  const [a, b] = [toNumber(left), toNumber(right)];
  if (by === "<") return a < b;
  if (by === "<=") return a <= b;
  return by === ">" ? a > b : a >= b;
}

function areEqual(left: Value, right: Value): boolean {
  if (isEmpty(left) || isEmpty(right)) return isEmpty(left) && isEmpty(right);
  if (typeof left === "boolean" || typeof right === "boolean") return toTruth(left) === toTruth(right);
  if (typeof left === "number" || typeof right === "number") return toNumber(left) === toNumber(right);
  return toText(left) === toText(right);
}

function calculate(by: Arithmetic, left: number, right: number): number {
  switch (by) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "div":
      return left / right;
    case "mod":
      return left % right;
  }
}

function call(name: FunctionName, given: readonly Node[], scope: Scope): Value {
  const at = (index: number): Value => {
    const node = given[index];
    return node === undefined ? "" : evaluate(node, scope);
  };
  const text = (index: number) => toText(at(index));
  const number = (index: number) => toNumber(at(index));
  const numbers = () => given.map((node) => toNumber(evaluate(node, scope)));
  switch (name) {
    case "selected":
      return codes(at(0)).includes(text(1));
    case "count-selected":
      return codes(at(0)).length;
    case "not":
      return !toTruth(at(0));
    case "if":
      return toTruth(at(0)) ? at(1) : at(2);
    case "coalesce":
      return given.map((node) => evaluate(node, scope)).find((value) => !isEmpty(value)) ?? "";
    case "true":
      return true;
    case "false":
      return false;
    case "today":
      return scope.today;
    case "date":
      return day(at(0)) ? at(0) : "";
    case "string-length":
      return [...text(0)].length;
    case "contains":
      return text(0).includes(text(1));
    case "starts-with":
      return text(0).startsWith(text(1));
    case "concat":
      return given.map((node) => toText(evaluate(node, scope))).join("");
    case "string":
      return text(0);
    case "number":
      return number(0);
    case "boolean":
      return toTruth(at(0));
    case "int":
      return Math.trunc(number(0));
    case "floor":
      return Math.floor(number(0));
    case "round":
      return rounded(number(0), given.length > 1 ? number(1) : 0);
    case "min":
      return Math.min(...numbers());
    case "max":
      return Math.max(...numbers());
    case "add-days":
      return addDays(text(0), number(1));
    case "add-months":
      return addMonths(text(0), number(1));
    case "days-between":
      return dayNumber(latest(text(1))) - dayNumber(latest(text(0)));
    case "difference-in-months":
      return wholeMonths(latest(text(0)), latest(text(1)));
    case "difference-in-years":
      return Math.trunc(wholeMonths(latest(text(0)), latest(text(1))) / 12);
    case "answered":
      return !isEmpty(at(0));
    case "marked":
      return scope.marked(text(0), text(1));
  }
}

function codes(value: Value): readonly string[] {
  return typeof value === "object" ? value : isEmpty(value) ? [] : [toText(value)];
}

function rounded(value: number, places: number): number {
  const scale = 10 ** Math.max(0, Math.min(6, Math.trunc(places)));
  return Math.round(value * scale) / scale;
}

/** Of a date that is known in part the last of its days: a person is then as young as they may be, and doubt about age means child. */
function latest(date: string): string {
  return partialDate(date) ? rangeOf(date).last : date;
}
