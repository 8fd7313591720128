// Text fields and lists to choose from, each with a visible label, a hint, and its error beside it.
import type { ComponentChildren, JSX } from "preact";

interface Common {
  /** Where an error summary leads. */
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | null;
  readonly optional?: string;
}

export function TextField(
  props: Common & {
    readonly value: string;
    readonly onInput: (value: string) => void;
    readonly maxLength: number;
    readonly lines?: number;
    /** Only beside a label that is said but not shown. */
    readonly placeholder?: string;
    readonly type?: "text" | "password";
    /** Digits alone are typed: a telephone shows their keys. */
    readonly inputMode?: "numeric";
  },
): JSX.Element {
  const shared = {
    id: props.id,
    value: props.value,
    maxLength: props.maxLength,
    // Neither keyboard nor browser may learn what is typed here.
    autoComplete: "off" as const,
    autoCapitalize: "off" as const,
    spellcheck: false,
    "aria-describedby": describedBy(props),
    "aria-invalid": props.error != null,
    placeholder: props.placeholder,
    inputMode: props.inputMode,
    class: "input",
    dir: "auto" as const,
  };
  return (
    <Labelled {...props}>
      {props.lines !== undefined ? (
        <textarea {...shared} rows={props.lines} onInput={(event) => props.onInput(event.currentTarget.value)} />
      ) : props.type === "password" ? (
        <input {...shared} type="password" onInput={(event) => props.onInput(event.currentTarget.value)} />
      ) : (
        <input {...shared} type="text" onInput={(event) => props.onInput(event.currentTarget.value)} />
      )}
    </Labelled>
  );
}

export function SelectField(
  props: Common & {
    readonly value: string;
    /** The first line, for "nothing chosen"; none where one is always chosen. */
    readonly empty?: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly onChange: (value: string) => void;
  },
): JSX.Element {
  return (
    <Labelled {...props}>
      <select
        id={props.id}
        class="input"
        aria-describedby={describedBy(props)}
        aria-invalid={props.error != null}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      >
        {props.empty !== undefined && (
          <option value="" selected={props.value === ""}>
            {props.empty}
          </option>
        )}
        {props.options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === props.value}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** One file of this device; undefined when a choice was taken back. */
export function FileField(
  props: Common & {
    readonly accept?: string;
    readonly busy?: boolean;
    /** Forgets the file once it was taken, so that the same one, mended, can be chosen again. */
    readonly again?: boolean;
    readonly onFile: (file: File | undefined) => void;
  },
): JSX.Element {
  return (
    <Labelled {...props}>
      <input
        id={props.id}
        class="input"
        type="file"
        accept={props.accept}
        aria-describedby={describedBy(props)}
        aria-disabled={props.busy}
        onClick={(event) => {
          if (props.busy === true) event.preventDefault();
        }}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (props.again === true) event.currentTarget.value = "";
          props.onFile(file);
        }}
      />
    </Labelled>
  );
}

/** A label with its hint and its error, and below them what answers it; `isGroup` where that is no single input, so that an error summary leads to all of it. */
export function Labelled(
  props: Common & { readonly isGroup?: boolean; readonly children: ComponentChildren },
): JSX.Element {
  const { id, label, hint, error = null, optional, isGroup = false } = props;
  const words = (
    <>
      {label}
      {optional !== undefined && <span class="optional"> ({optional})</span>}
    </>
  );
  return (
    <div class={error === null ? "field" : "field wrong"} {...(isGroup ? { id, tabIndex: -1 } : {})}>
      {isGroup ? (
        <p class="label">{words}</p>
      ) : (
        <label class="label" for={id}>
          {words}
        </label>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {props.children}
    </div>
  );
}

function describedBy(props: Common): string | undefined {
  const ids = [props.hint === undefined ? null : `${props.id}-hint`, props.error == null ? null : `${props.id}-error`];
  return ids.filter((id) => id !== null).join(" ") || undefined;
}

/** Several files at once. */
export function FilesField(
  props: Common & {
    readonly accept?: string;
    readonly busy?: boolean;
    readonly onFiles: (files: readonly File[]) => void;
  },
): JSX.Element {
  return (
    <Labelled {...props}>
      <input
        id={props.id}
        class="input"
        type="file"
        multiple
        accept={props.accept}
        aria-describedby={describedBy(props)}
        aria-disabled={props.busy}
        onClick={(event) => {
          if (props.busy === true) event.preventDefault();
        }}
        onChange={(event) => props.onFiles([...(event.currentTarget.files ?? [])])}
      />
    </Labelled>
  );
}
