// The referrals that are being written, as the screens hold them: what was typed a moment ago is here at once, and on the device as soon as it is kept.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import type { DraftDesk } from "../member/drafts.ts";
import type { Verdict } from "../member/verb.ts";
import type { KeptDraft } from "../member/views.ts";
import { clock } from "./platform.ts";

export class OpenDrafts {
  readonly #desk: DraftDesk;
  readonly #list = signal<readonly KeptDraft[]>([]);
  readonly #id = signal(newDraftId());
  /** All that were begun and not sent, the oldest first. */
  readonly list: ReadonlySignal<readonly KeptDraft[]> = this.#list;
  /** The one that is being written; null when there is none. */
  readonly draft: ReadonlySignal<ReferralDraft | null> = computed(
    () => this.#list.value.find(({ id }) => id === this.#id.value)?.draft ?? null,
  );
  /** By draft what was written last. */
  readonly #written = new Map<string, ReferralDraft>();
  #sending: string | null = null;
  /** When the last save is over, however it ended. */
  #saving: Promise<unknown> = Promise.resolve();

  constructor(desk: DraftDesk) {
    this.#desk = desk;
  }

  /**
   * Takes what the device keeps. The one that was being written is so again. What is on the screen stays as it is there, and is written again where the device
   * cannot give it any more.
   */
  async read(): Promise<void> {
    await this.#saving;
    const kept = await this.#desk.read();
    const here = this.#list.peek();
    const others = here.filter(({ id }) => !kept.some((each) => each.id === id));
    for (const each of kept) if (!here.some(({ id }) => id === each.id)) this.#written.set(each.id, each.draft);
    const shown = [...kept.map((each) => here.find(({ id }) => id === each.id) ?? each), ...others];
    this.#list.value = shown.sort((a, b) => a.since - b.since);
    for (const { id, draft } of others) if (this.#desk.isUnread(id)) await this.#desk.save(draft, id);
  }

  /** What stands on the screen and is not on the device yet. Not what is being sent: that shall not be at rest again (SL7). */
  get unkept(): readonly KeptDraft[] {
    return this.#list.peek().filter(({ id, draft }) => this.#written.get(id) !== draft && id !== this.#sending);
  }

  /** To be called when the device locks. */
  forget(): void {
    this.#list.value = [];
    this.#written.clear();
  }

  /** Puts what was being written aside; the next `save` begins another. Not when `mostDrafts` are kept. */
  begin(): void {
    this.#id.value = newDraftId();
  }

  /** Takes one up again: it is `draft` from now on. */
  open(id: string): void {
    this.#id.value = id;
  }

  /**
   * `draft` holds the new value when this returns; the promise resolves when it is kept. Called at every keystroke: saves follow one another, so that an
   * older draft never lands on a newer one, and each takes what stands there by then, so that on a slow phone a lock does not find many that still wait. After a mistake of
   * the program, which is thrown once, the next save goes on.
   */
  save(draft: ReferralDraft): Promise<unknown> {
    const id = this.#id.peek();
    const known = this.#list.peek().find((kept) => kept.id === id);
    const others = this.#list.peek().filter((kept) => kept.id !== id);
    this.#list.value = [...others, { id, since: known?.since ?? clock(), draft }].sort((a, b) => a.since - b.since);
    const saved = this.#saving.then(async () => {
      const newest = this.#list.peek().find((kept) => kept.id === id)?.draft;
      if (newest === undefined || newest === this.#written.get(id)) return;
      const verdict = await this.#desk.save(newest, id);
      // One that was sent, discarded or locked away meanwhile stays nowhere in clear.
      if (verdict.is === "done" && this.#isHere(id)) this.#written.set(id, newest);
      // What cannot be kept is still on the screen, and sending it says what is wrong.
      if (verdict.is === "failed" && verdict.reason === "draft-gone") this.#drop(id);
    });
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  /** Erases the one that is being written. What could not be erased is still there, and is shown. */
  async discard(): Promise<void> {
    const id = this.#id.peek();
    const erased = this.#list.peek().filter((kept) => kept.id === id);
    this.#drop(id);
    this.begin();
    await this.#saving;
    const verdict = await this.#desk.discard(id);
    // A locked device shows nothing; the next unlock does.
    if (verdict.is === "failed" && verdict.reason !== "locked")
      this.#list.value = [...this.#list.peek(), ...erased].sort((a, b) => a.since - b.since);
  }

  /** Seals a draft without gaps, puts it into the outbox and erases the draft. Gives the entry of the referral near the person, or of the case. */
  async send(draft: ReferralDraft): Promise<Verdict<string>> {
    await this.#saving;
    const id = this.#id.peek();
    this.#sending = id;
    const verdict = await this.#desk.send(draft, id).finally(() => {
      this.#sending = null;
    });
    if (verdict.is === "failed") return verdict;
    this.#drop(id);
    this.begin();
    return { is: "done", value: verdict.value[0] };
  }

  #isHere(id: string): boolean {
    return this.#list.peek().some((kept) => kept.id === id);
  }

  #drop(id: string): void {
    this.#list.value = this.#list.peek().filter((kept) => kept.id !== id);
    this.#written.delete(id);
  }
}

function newDraftId(): string {
  return encodeHex(randomBytes(16));
}
