// The one door to words: a key and its values become a sentence of one language, or a run of words with marks in it. Its keys are those of the English files; what a key needs is in
// `message-values.ts`, which a command writes from the English files (`npm run words`).
import type { Language } from "./language.ts";
import {
  type Marks,
  type Message,
  type MessageValue,
  messageText,
  runOf,
  type Values,
  wordsOfMessage,
} from "./message.ts";

import type { MessageKey } from "./message-key.ts";
import type { MessageValues } from "./message-values.ts";

type ValuesByName<K> = K extends keyof MessageValues ? MessageValues[K] : object;
/** The values of a key; a whole row may be given, of which the message takes what it names. */
export type MessageValuesOf<K, T = never> = {
  readonly [N in keyof ValuesByName<K>]: ValuesByName<K>[N] extends "value" ? MessageValue<T> : ValuesByName<K>[N];
};
export type ValuesArgument<K extends MessageKey, T = never> = K extends keyof MessageValues
  ? [values: MessageValuesOf<K, T>]
  : [];

/** The words directly under a key. */
type WordsUnder<P extends string> = {
  readonly [K in MessageKey as K extends `${P}.${infer R}`
    ? R extends `${string}.${string}`
      ? never
      : R
    : never]: string;
};

/** The words of one language, as many of its files as were loaded. */
export class Words {
  readonly language: Language;
  readonly #messages: Readonly<Record<string, Message>>;

  constructor(language: Language, messages: Readonly<Record<string, Message>>) {
    this.language = language;
    this.#messages = messages;
  }

  /** These words and more. */
  with(messages: Readonly<Record<string, Message>>): Words {
    return new Words(this.language, { ...this.#messages, ...messages });
  }

  /** The sentence of a key; the key itself while its file is not loaded. */
  message<K extends MessageKey>(key: K, ...values: ValuesArgument<K>): string {
    return this.text(key, values[0]);
  }

  /** The same as words and marked words: a link, emphasis, a figure that leads somewhere. */
  marked<K extends MessageKey, T>(
    key: K,
    values: MessageValuesOf<K, T>,
    marks: Marks<T> = {},
  ): readonly (string | T)[] {
    return runOf(this.language, this.#of(key) ?? key, values as Values<T>, marks);
  }

  /** The sentence of a key that no compiler has checked; the key itself where there is none. */
  text(key: string, values: object = {}): string {
    return messageText(this.language, this.#of(key) ?? key, values as Values);
  }

  /** The words under a key that need no values, by what follows it. */
  under<P extends string>(prefix: P): WordsUnder<P> {
    const found = Object.entries(this.#messages).flatMap(([key, message]) => {
      const name = key.startsWith(`${prefix}.`) ? key.slice(prefix.length + 1) : "";
      return name === "" || name.includes(".") || typeof message !== "string" ? [] : [[name, message]];
    });
    return Object.fromEntries(found) as WordsUnder<P>;
  }

  /** The sentences that follow each other under a key: `key.1`, `key.2`, … */
  series(key: string): readonly string[] {
    const found: string[] = [];
    while (this.has(`${key}.${found.length + 1}`)) found.push(this.text(`${key}.${found.length + 1}`));
    return found;
  }

  /** All that its sentences say, without their values. */
  said(): readonly string[] {
    return Object.values(this.#messages).flatMap(wordsOfMessage);
  }

  /** Whether there is a sentence of this key. A key may be made of what a stranger wrote. */
  has(key: string): boolean {
    return this.#of(key) !== undefined;
  }

  #of(key: string): Message | undefined {
    return Object.hasOwn(this.#messages, key) ? this.#messages[key] : undefined;
  }
}
