// A button that must be held for two seconds, so that nobody presses it by chance or out of curiosity. It works with pointer and
// keyboard; those who cannot hold (screen readers, switches) press it five times.
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { activeLanguage } from "../text/translate.ts";

const holdMs = 2000;
const presses = 5;

export function HoldButton({ label, onHeld }: { readonly label: string; readonly onHeld: () => void }): JSX.Element {
  const timer = useRef(0);
  const pressed = useRef(0);
  const [holding, setHolding] = useState(false);
  const start = () => {
    clearTimeout(timer.current);
    setHolding(true);
    timer.current = window.setTimeout(onHeld, holdMs);
  };
  const stop = () => {
    clearTimeout(timer.current);
    setHolding(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      class={holding ? "hold holding" : "hold"}
      lang={activeLanguage()}
      onPointerDown={start}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (!event.repeat && (event.key === "Enter" || event.key === " ")) start();
      }}
      onKeyUp={stop}
      onBlur={stop}
      onClick={(event) => {
        // Taps of a finger or mouse do not count: somebody curious taps often.
        if (event.detail > 0) return;
        pressed.current++;
        if (pressed.current >= presses) onHeld();
      }}
    >
      {label}
    </button>
  );
}
