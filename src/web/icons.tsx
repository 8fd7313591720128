// All drawings of the program, as inline SVG in the colour of the text. Those that point are mirrored in right-to-left pages by
// the class `points`. They are decoration: the words beside them say the same.
import type { JSX } from "preact";

const icon =
  (path: string, points = false) =>
  (): JSX.Element => (
    <svg class={points ? "icon points" : "icon"} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  );

/** The mark: a doorway with light. */
export function Doorway(): JSX.Element {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="mark-wall" d="M5 29V14a11 11 0 0 1 22 0v15z" />
      <path class="mark-light" d="M11 29V15a5 5 0 0 1 10 0v14z" />
    </svg>
  );
}

export const Back = icon("M14.5 5.5 8 12l6.5 6.5", true);
export const Lock = icon("M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3");
export const NetworkIcon = icon("M4 10a12 12 0 0 1 16 0M7 13.5a7.5 7.5 0 0 1 10 0M10 17a3 3 0 0 1 4 0");
export const NoNetwork = icon("M4 10a12 12 0 0 1 4-2.6M20 10a12 12 0 0 0-7-3M10 17a3 3 0 0 1 4 0M4 4l16 16");
export const Sliders = icon("M4 7h9M17 7h3M4 17h3M11 17h9M13 4.5v5M7 14.5v5");
export const Warning = icon("M12 4 2.5 20h19zM12 10v5M12 17.5v.01");
export const Done = icon("m5 12.5 4.5 4.5L19 7.5");
export const Seal = icon("M4 6h16v12H4zM4 7l8 6 8-6");
/** Who somebody is. */
export const PersonIcon = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0z");
/** What somebody says. */
export const StoryIcon = icon("M4 5h16v11H11l-4.5 4V16H4zM8 9h8M8 12.5h5");
/** Help. */
export const HandsIcon = icon("M12 20s-7.5-4.6-7.5-10A4.2 4.2 0 0 1 12 7.6 4.2 4.2 0 0 1 19.5 10c0 5.4-7.5 10-7.5 10z");
/** Health. */
export const CareIcon = icon("M9.5 4h5v5.5H20v5h-5.5V20h-5v-5.5H4v-5h5.5z");
