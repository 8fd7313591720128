// What src/reports draws, as it stands on a screen: elements, and text that is always text.
import { type ComponentChild, createElement, type TargetedMouseEvent } from "preact";
import type { DrawnNode } from "../../reports/print/elements.ts";

/** `follow` is what a press on a link does. */
export function drawnWith(node: DrawnNode, follow?: (event: TargetedMouseEvent<Element>) => void): ComponentChild {
  if (typeof node === "string") return node;
  const { tag, attributes, children } = node;
  const given = tag === "a" ? { ...attributes, onClick: follow } : attributes;
  return createElement(tag, given, ...children.map((child) => drawnWith(child, follow)));
}
