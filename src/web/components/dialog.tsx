// A question before something that cannot be taken back. The browser's own modal: focus stays inside, Escape leaves.
import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { here } from "../navigation.ts";
import { t } from "../text/translate.ts";

export function Dialog(props: {
  readonly title: string;
  readonly onLeave: () => void;
  readonly children: ComponentChildren;
  /** Buttons that act; leaving is always offered after them. */
  readonly actions?: ComponentChildren;
  readonly leaveLabel?: string;
  /** What the question is about, under the title. */
  readonly about?: string;
  /** What can never be taken back starts on leaving: a press too many then does nothing. */
  readonly isFinal?: boolean;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const leave = useRef<HTMLButtonElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const { current } = dialog;
    current?.showModal();
    if (props.isFinal === true) leave.current?.focus();
    // A long question is read from its beginning, wherever the focus is.
    if (props.isFinal === true) current?.scrollTo(0, 0);
    // A dialog whose place was left would keep the page shut without being seen.
    let isOpening = true;
    const end = here.subscribe(() => {
      if (!isOpening) current?.close();
      isOpening = false;
    });
    return () => {
      end();
      current?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      aria-describedby={props.about === undefined ? undefined : `${id}-about`}
      onClose={props.onLeave}
    >
      <h2 id={id}>{props.title}</h2>
      {props.about !== undefined && (
        <p class="about" id={`${id}-about`}>
          {props.about}
        </p>
      )}
      {props.children}
      <div class="actions">
        {props.actions}
        <button type="button" class="button plain" ref={leave} onClick={() => dialog.current?.close()}>
          {props.leaveLabel ?? t("app.cancel")}
        </button>
      </div>
    </dialog>
  );
}
