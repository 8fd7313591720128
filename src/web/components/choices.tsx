// Radio buttons and tick boxes: large targets, the question as a legend, and the error beside the question.
import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  /** The language of the label, when it is not the page's: a screen reader then pronounces it rightly. */
  readonly lang?: string;
  readonly hint?: string;
  /** Decoration: the words beside it say the same. */
  readonly picture?: JSX.Element;
}

interface Common<V extends string> {
  /** Where an error summary leads. */
  readonly id: string;
  readonly legend: string;
  readonly legendHidden?: boolean;
  readonly optional?: string;
  readonly hint?: string;
  readonly options: readonly Option<V>[];
  readonly error?: string | null;
}

/** One of several. */
export function OneOf<V extends string>(
  props: Common<V> & { readonly value: V | undefined; readonly onChange: (value: V) => void },
): JSX.Element {
  return (
    <Group {...props}>
      {(option, name, id) => (
        <input
          id={id}
          type="radio"
          name={name}
          value={option.value}
          checked={props.value === option.value}
          onChange={() => props.onChange(option.value)}
        />
      )}
    </Group>
  );
}

/** Any of several. `onChange` gets the whole new set, in the order of the options. */
export function AnyOf<V extends string>(
  props: Common<V> & {
    readonly values: readonly V[];
    readonly fixed?: readonly V[];
    readonly onChange: (values: readonly V[]) => void;
  },
): JSX.Element {
  const toggle = (value: V, on: boolean) => {
    const set = new Set(props.values);
    if (on) set.add(value);
    else set.delete(value);
    // Values that stand in another group of the same set are kept.
    const mine = props.options.map((option) => option.value);
    const others = [...set].filter((candidate) => !mine.includes(candidate));
    props.onChange([...others, ...mine.filter((candidate) => set.has(candidate))]);
  };
  return (
    <Group {...props}>
      {(option, _name, id) => (
        <input
          id={id}
          type="checkbox"
          value={option.value}
          checked={props.values.includes(option.value)}
          disabled={props.fixed?.includes(option.value) === true}
          onChange={(event) => toggle(option.value, event.currentTarget.checked)}
        />
      )}
    </Group>
  );
}

/** One thing to be ticked. */
export function Tick(props: {
  readonly id?: string;
  readonly is: boolean;
  readonly label: ComponentChildren;
  readonly hint?: string;
  /** It stands out as the choices of a question do. */
  readonly isFramed?: boolean;
  readonly onTick: (is: boolean) => void;
}): JSX.Element {
  return (
    <label class={props.isFramed === true ? "choice" : "choice small"}>
      <input
        id={props.id}
        type="checkbox"
        checked={props.is}
        onChange={(event) => props.onTick(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.hint !== undefined && <small class="hint">{props.hint}</small>}
      </span>
    </label>
  );
}

function Group<V extends string>(
  props: Common<V> & { readonly children: (option: Option<V>, name: string, id: string) => JSX.Element },
): JSX.Element {
  const name = useId();
  const { error = null, hint } = props;
  const described = [hint === undefined ? null : `${props.id}-hint`, error === null ? null : `${props.id}-error`];
  return (
    <fieldset
      id={props.id}
      class={error === null ? "field" : "field wrong"}
      aria-describedby={described.filter((part) => part !== null).join(" ") || undefined}
    >
      <legend class={props.legendHidden === true ? "unseen" : "label"}>
        {props.legend}
        {props.optional !== undefined && <span class="optional"> ({props.optional})</span>}
      </legend>
      {hint !== undefined && (
        <p class="hint" id={`${props.id}-hint`}>
          {hint}
        </p>
      )}
      {error !== null && (
        <p class="error" id={`${props.id}-error`}>
          {error}
        </p>
      )}
      <div class="choices">
        {props.options.map((option) => (
          <label class="choice" key={option.value} for={`${props.id}-${option.value}`}>
            {props.children(option, name, `${props.id}-${option.value}`)}
            {option.picture}
            <span lang={option.lang}>
              {option.label}
              {option.hint !== undefined && <small class="hint">{option.hint}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
