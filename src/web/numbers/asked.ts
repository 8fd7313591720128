// What is asked of our own numbers: of which period, of whom alone, and which tables are shown.
import type { Chosen, TableName } from "../../statistics/own-numbers.ts";

export interface NumbersAsked {
  readonly period: string;
  readonly chosen: Chosen;
  readonly shown: readonly TableName[];
}
