// The card of story: a lesson, a claim of the article with its verdict, or what to look for on the objective.
import { stories, type StoryChoice, type StoryView, type Verdict } from "@glue";
import { html, nothing, type TemplateResult } from "lit-html";
import { Dialog } from "../dialog.js";
import { ICONS } from "../icons.js";
import type { Run } from "../run.js";
import { labelOf, type Tab } from "../tabs.js";

/** Where the article stands. */
const ARTICLE = "https://cemunds.github.io/posts/neural-net-optimizers";

const VERDICTS: Record<Verdict, string> = {
  true: "✓ true",
  false: "✗ false",
  conditional: "≈ only at these rates",
  unread: "not shown here",
};
/** What a lesson's verdict is called: it makes no claim of somebody else's. */
const SEEN: Record<Verdict, string> = {
  true: "✓ seen in this run",
  false: "not seen in this run",
  conditional: "✓ seen in this run",
  unread: "not shown here",
};

let all: StoryChoice[] | undefined;
const known = (): StoryChoice[] => (all ??= stories());

export class Story {
  readonly #run: Run;
  readonly #dialog = new Dialog("stories", "Lessons, and the article, tested");

  readonly #openTab: (tab: Tab) => void;

  constructor(run: Run, openTab: (tab: Tab) => void) {
    this.#run = run;
    this.#openTab = openTab;
  }

  openList(): void {
    this.#dialog.open();
  }

  show(index: number): void {
    this.#run.call((editor) => editor.showStory(index));
  }

  view(): TemplateResult {
    const story = this.#run.panels.Story;
    return html`<div class="card">${story && story.index !== null ? this.#told(story) : this.#hint()}</div>`;
  }

  #hint(): TemplateResult {
    const { controls, picture } = this.#run;
    const text = controls?.lookFor || picture?.minima || "Every racer starts at the same place and sees the same function.";
    return html`
      <p class="place">What to look for</p>
      <h2 class="unseen">What to look for</h2>
      <p class="text">${text}</p>
      <p class="acts"><button class="link" data-name="start-lessons" @click=${() => this.show(0)}>Start the lessons</button>
        <button class="link" data-name="start-claims" @click=${() => this.openList()}>The article, tested</button></p>`;
  }

  #told({ index, kind, place, title, text, quote, comment, verdict, reading, isSettled, panels, hasPrevious, hasNext }: StoryView): TemplateResult {
    const at = index ?? 0;
    const verdicts = kind === "lesson" ? SEEN : VERDICTS;
    return html`
      <div class="place">
        <button class="link" data-name="all-stories" aria-haspopup="dialog" @click=${() => this.openList()}>${place}</button>
        <span class="ways">
          <button class="link" data-name="previous-story" aria-disabled=${hasPrevious ? "false" : "true"} @click=${() => hasPrevious && this.show(at - 1)}>‹ Previous</button>
          <button class="link" data-name="next-story" aria-disabled=${hasNext ? "false" : "true"} @click=${() => hasNext && this.show(at + 1)}>Next ›</button>
          <button class="link" data-name="leave-story" aria-label="Leave the story" title="Leave the story" @click=${() => this.#run.call((editor) => editor.leaveStory())}>${ICONS.close}</button>
        </span>
      </div>
      <h2>${title}</h2>
      ${quote ? html`<blockquote cite=${ARTICLE}><p>“${quote}” <a href=${ARTICLE} target="_blank" rel="noopener">the article</a></p></blockquote>` : nothing}
      <p class="text">${text}</p>
      ${verdict ? html`<p class="verdict" data-verdict=${verdict} data-kind=${kind} role=${isSettled ? "status" : nothing}><b>${verdicts[verdict]}</b>${reading ? html` <span>${reading}</span>` : nothing}</p>` : nothing}
      ${comment ? html`<p class="comment">${comment}</p>` : nothing}
      ${panels.length ? html`<p class="acts">${(panels as Tab[]).map((tab) => html`<button class="link" data-tab=${tab} @click=${() => this.#openTab(tab)}>${labelOf(tab)}</button> `)}</p>` : nothing}`;
  }

  /** The list of all of them. */
  list(): TemplateResult {
    const chosen = this.#run.panels.Story?.index;
    const item = ({ kind, title, what }: StoryChoice, index: number) => html`<li>
      <button data-story=${index} aria-current=${index === chosen ? "true" : nothing} @click=${() => {
        this.#dialog.close();
        this.show(index);
      }}><b>${title}</b> <span>${kind === "claim" ? html`“${what}”` : what}</span></button></li>`;
    const of = (kind: StoryChoice["kind"]) => known().map((story, index) => (story.kind === kind ? item(story, index) : nothing));
    return this.#dialog.view(html`
      <h3>Lessons</h3>
      <ol class="stories">${of("lesson")}</ol>
      <h3>The article, tested</h3>
      <p>What <a href=${ARTICLE} target="_blank" rel="noopener">“Neural Network Optimization Algorithms”</a> says, each claim with the run that tests it.</p>
      <ul class="stories">${of("claim")}</ul>`);
  }
}
