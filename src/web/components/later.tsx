// A component whose code comes when it is first needed, so that the first screen stays small on a poor phone.
import { type ComponentType, createElement, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { loadPart } from "../load-part.ts";
import { t } from "../text/translate.ts";

/** A component that loads itself once and shows "one moment" until then. `load` may be called early to fetch it ahead. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element {
  let ready: ComponentType<P> | null = null;
  return function Later(props: P): JSX.Element {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (ready !== null) return;
      loadPart(load).then(
        (component) => {
          ready = component;
          redraw(1);
        },
        () => setFailed(true),
      );
    }, []);
    if (ready !== null) return createElement(ready, props);
    return (
      <main>
        <p class="column" role="status">
          {t(failed ? "app.broken" : "app.loading")}
        </p>
      </main>
    );
  };
}
