// The picture under the hands: a click moves the start, a drag the view; the handle is dragged. One finger scrolls
// the page, taps the start, and held says what is under it; two zoom.
import { capture } from "../capture.js";
import type { Emphasis } from "../racers/emphasis.js";
import { Phase, type Run } from "../run.js";
import type { Stage } from "./stage.js";

/** How long the wheel rests after a gesture (ms). */
const REST_MS = 300;
/** A press that moves no farther (px) is a click. */
const CLICK = 4;
/** How long a finger rests before it is told what is under it (ms). */
const HOLD_MS = 400;

/** What is under way: a press that may become a click, the start or the view that is dragged, a finger that is held. */
type Gesture = "press" | "start" | "view" | "held";

export function pointer(run: Run, stage: Stage, emphasis: Emphasis, select: (racer: number) => void): void {
  const field = stage.cursor.value;
  const handle = stage.handle.value;
  if (!field || !handle) return;
  const { signal } = run;

  /** Where the picture is while it is dragged on: to ask each time would lay out the page each time. */
  let rect = field.getBoundingClientRect();
  const place = ({ clientX, clientY }: MouseEvent): [number, number] => [clientX - rect.left, clientY - rect.top];
  const startAt = (x: number, y: number, phase: Phase) => run.call((editor) => editor.startAt(x, y, phase));

  let gesture: Gesture | undefined;
  /** What has just ended. */
  let ended: Gesture | undefined;
  let [x, y] = [0, 0];
  let holding: ReturnType<typeof setTimeout> | undefined;

  const down = (event: PointerEvent) => {
    const { button, clientX, clientY, currentTarget, pointerType, shiftKey, target } = event;
    if (button !== 0 || !event.isPrimary) return;
    ended = undefined;
    rect = field.getBoundingClientRect();
    [x, y] = [clientX, clientY];
    const onHandle = target === handle;
    // A finger on the field may be about to scroll the page.
    if (pointerType === "touch" && !onHandle) {
      gesture = "press";
      clearTimeout(holding);
      holding = setTimeout(() => {
        gesture = "held";
        run.call((editor) => editor.point(...place(event)));
      }, HOLD_MS);
      return;
    }
    gesture = onHandle && !shiftKey ? "start" : "press";
    capture(currentTarget as Element, event.pointerId);
  };

  const move = (event: PointerEvent) => {
    const { clientX, clientY, pointerType } = event;
    const isTouch = pointerType === "touch";
    // It came up where it was not heard of.
    if (gesture && !event.buttons) up();
    if (!gesture && !isTouch && event.target === field) {
      rect = field.getBoundingClientRect();
      const at = place(event);
      const racer = run.call((editor) => editor.racerAt(...at));
      field.toggleAttribute("data-named", racer !== undefined);
      emphasis.show(racer);
      run.call((editor) => editor.point(...at));
    }
    if (gesture === "press" && Math.hypot(clientX - x, clientY - y) > CLICK) {
      clearTimeout(holding);
      gesture = isTouch ? undefined : "view";
      field.toggleAttribute("data-panned", !isTouch);
    }
    if (gesture === "start") startAt(...place(event), Phase.Preview);
    if (gesture === "view") run.call((editor) => editor.pan(x - clientX, y - clientY, Phase.Preview));
    if (gesture === "held") run.call((editor) => editor.point(...place(event)));
    if (gesture !== "press") [x, y] = [clientX, clientY];
  };

  const up = () => {
    clearTimeout(holding);
    if (gesture === "held") run.call((editor) => editor.leave());
    if (gesture === "start") {
      stage.knowsHandle = true;
      run.invalidate();
    }
    if (gesture === "start" || gesture === "view") run.commit();
    [ended, gesture] = [gesture ?? ended, undefined];
    field.removeAttribute("data-panned");
  };

  for (const part of [field, handle]) {
    part.addEventListener("pointerdown", down, { signal });
    part.addEventListener("pointermove", move, { signal });
    for (const kind of ["pointerup", "lostpointercapture", "pointercancel"]) part.addEventListener(kind, up, { signal });
  }
  field.addEventListener("pointerleave", ({ pointerType }) => {
    if (gesture || pointerType === "touch") return;
    emphasis.show(undefined);
    run.call((editor) => editor.leave());
  }, { signal });
  field.addEventListener("click", (event) => {
    if (ended === "view" || ended === "held") return;
    rect = field.getBoundingClientRect();
    const racer = run.call((editor) => editor.racerAt(...place(event)));
    if (racer !== undefined) return select(racer);
    stage.knowsHandle = true;
    startAt(...place(event), Phase.Commit);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(holding));

  rightClick(run, field, () => gesture === "held" || ended === "held");
  wheel(run, field, place, () => (rect = field.getBoundingClientRect()));
  pinch(run, field, () => {
    clearTimeout(holding);
    gesture = undefined;
  });
}

/** Lays the picture as an image under a right click, so that the browser offers to save or copy it. */
function rightClick(run: Run, field: HTMLElement, isHeld: () => boolean): void {
  const { signal } = run;
  let image: HTMLImageElement | undefined;
  const remove = () => {
    image?.remove();
    image = undefined;
  };
  field.addEventListener("pointerdown", ({ button }) => {
    if (button !== 2) return;
    remove();
    image = document.createElement("img");
    image.className = "copy";
    image.alt = run.picture?.alt ?? "";
    image.src = run.mounted.toDataURL();
    field.after(image);
    image.addEventListener("pointermove", ({ buttons }) => buttons || remove());
    image.addEventListener("pointerdown", ({ button }) => button !== 2 && remove());
  }, { signal });
  for (const kind of ["keydown", "blur", "wheel"]) addEventListener(kind, remove, { signal });
  // The long press is ours.
  field.addEventListener("contextmenu", (event) => {
    if (isHeld()) event.preventDefault();
  }, { signal });
}

function wheel(run: Run, field: HTMLElement, place: (event: MouseEvent) => [number, number], measure: () => void): void {
  const { signal } = run;
  let resting: ReturnType<typeof setTimeout> | undefined;
  // Also over what lies on the picture.
  field.parentElement?.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    measure();
    // Lines and pages are some dozens of px.
    const px = event.deltaY * (event.deltaMode ? 30 : 1);
    run.call((editor) => editor.zoom(1.005 ** Math.min(Math.max(px, -100), 100), ...place(event), Phase.Preview));
    clearTimeout(resting);
    resting = setTimeout(() => run.commit(), REST_MS);
  }, { signal, passive: false });
  signal.addEventListener("abort", () => clearTimeout(resting));
}

/** Two fingers: their middle, and how far they are apart. */
interface Pinch {
  x: number;
  y: number;
  apart: number;
}

function pinch(run: Run, field: HTMLElement, begins: () => void): void {
  let last: Pinch | undefined;
  const fingers = (event: TouchEvent): Pinch | undefined => {
    const [first, second] = event.touches;
    if (event.touches.length !== 2 || !first || !second) return;
    event.preventDefault();
    begins();
    const { left, top } = field.getBoundingClientRect();
    return {
      x: (first.clientX + second.clientX) / 2 - left,
      y: (first.clientY + second.clientY) / 2 - top,
      apart: Math.hypot(first.clientX - second.clientX, first.clientY - second.clientY),
    };
  };
  const touch = (event: TouchEvent) => {
    const now = fingers(event);
    const before = last;
    if (now && before) {
      run.call((editor) => {
        editor.pan(before.x - now.x, before.y - now.y, Phase.Preview);
        editor.zoom(before.apart / now.apart, now.x, now.y, Phase.Preview);
      });
    } else if (before) run.commit();
    last = now;
  };
  for (const kind of ["touchstart", "touchmove", "touchend", "touchcancel"] as const) {
    field.addEventListener(kind, touch, { signal: run.signal, passive: false });
  }
}
