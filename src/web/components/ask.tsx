// Button, question, verb, done: whatever is asked before it is done is asked here.

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { presentFields } from "../../core/present-fields.ts";
import type { VerbFailure } from "../engine.ts";
import { t } from "../text/translate.ts";
import { type Begun, useVerb } from "../use-verb.ts";
import { Dialog } from "./dialog.tsx";
import { HoldButton } from "./hold-button.tsx";
import { VerbError } from "./verb-error.tsx";

interface Question<T> {
  readonly title: string;
  /** What the question is about, under the title. */
  readonly about?: string;
  /** What can never be taken back starts on leaving. */
  readonly isFinal?: boolean;
  /** What the button says. */
  readonly act: string;
  /** The button stands out, or must be held. */
  readonly manner?: "grave" | "held";
  readonly verb: () => Begun<T>;
  readonly onDone: (value: T) => void;
  readonly words?: (reason: VerbFailure) => string;
  /** A function shows the error itself, beside the field that it is about. */
  readonly children: ComponentChildren | ((error: string | null) => ComponentChildren);
}

/** A question that something else opened. */
export function AskDialog<T>(props: Question<T> & { readonly onLeave: () => void }): JSX.Element {
  const { busy, error, run } = useVerb(props.words);
  const { children, manner } = props;
  const act = () => void run(props.verb, props.onDone);
  return (
    <Dialog
      title={props.title}
      onLeave={props.onLeave}
      {...presentFields({ about: props.about, isFinal: props.isFinal })}
      actions={
        manner === "held" ? (
          <HoldButton label={props.act} onHeld={act} />
        ) : (
          <button
            type="button"
            class={manner === "grave" ? "button grave" : "button primary"}
            aria-disabled={busy}
            onClick={act}
          >
            {busy ? t("act.busy") : props.act}
          </button>
        )
      }
    >
      {typeof children === "function" ? children(error) : children}
      {typeof children !== "function" && <VerbError error={error} />}
    </Dialog>
  );
}

/** The button that opens a question, and the question. */
export function Ask<T>(
  props: Question<T> & {
    readonly button: string;
    /** How the button looks. */
    readonly look?: string;
    /** Before it is asked: nothing of an earlier answer is left. */
    readonly onBegin?: () => void;
  },
): JSX.Element {
  const [asked, setAsked] = useState(false);
  return (
    <>
      <button
        type="button"
        class={props.look ?? "link"}
        onClick={() => {
          props.onBegin?.();
          setAsked(true);
        }}
      >
        {props.button}
      </button>
      {asked && (
        <AskDialog
          {...props}
          onLeave={() => setAsked(false)}
          onDone={(value) => {
            setAsked(false);
            props.onDone(value);
          }}
        />
      )}
    </>
  );
}
