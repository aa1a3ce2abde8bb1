// The field under the hands: a click moves the start, a drag the view; the handle is dragged. One finger
// scrolls the page, taps the start, and held says what is under it.
import { Phase } from "@glue";
import { ARROWS } from "./probe.js";

/** How far a key moves the start or the view, as part of the picture. */
const STRIDE = 1 / 40;
/** How long the wheel rests after a gesture (ms). */
const REST_MS = 300;
/** A press that moves no farther (px) is a click. */
const CLICK = 4;
/** How long a finger rests before it is told what is under it (ms). */
const HOLD_MS = 400;

/** Whether the start has been dragged since the page was opened. */
let knows = false;

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run @param {ReturnType<typeof import("./emphasis.js").emphasis>} emphasis */
export function view(mounted, run, emphasis) {
  const field = mounted.part("cursor");
  const handle = mounted.part("start");
  const { signal } = mounted;

  /** Puts the start at a place of the picture, in CSS px. @param {number} x @param {number} y @param {Phase} phase */
  const put = (x, y, phase) => run.call((editor) => editor.startAt(x, y, phase));

  /** Where the field is while it is dragged on: to ask each time would lay out the page each time. */
  let rect = field.getBoundingClientRect();
  /** @param {MouseEvent} event @returns {[number, number]} */
  const place = ({ clientX, clientY }) => [clientX - rect.left, clientY - rect.top];

  /** What is under way: a press that may become a click, the start or the view that is dragged, a finger that is held. @type {"press" | "start" | "view" | "held" | undefined} */
  let gesture;
  /** What has just ended. @type {typeof gesture} */
  let ended;
  let [x, y] = [0, 0];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let holding;
  const down = (/** @type {PointerEvent} */ event) => {
    const { button, clientX, clientY, currentTarget, pointerType, shiftKey, target } = event;
    const onHandle = target === handle;
    if (button !== 0 || !event.isPrimary) return;
    ended = undefined;
    rect = field.getBoundingClientRect();
    [x, y] = [clientX, clientY];
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
    /** @type {Element} */ (currentTarget).setPointerCapture(event.pointerId);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    const { clientX, clientY, pointerType } = event;
    const isTouch = pointerType === "touch";
    if (!gesture && !isTouch && event.target === field) {
      const racer = run.call((editor) => editor.racerAt(event.offsetX, event.offsetY));
      field.classList.toggle("named", racer !== undefined);
      emphasis.show(racer);
    }
    if (gesture === "press" && Math.hypot(clientX - x, clientY - y) > CLICK) {
      clearTimeout(holding);
      gesture = isTouch ? undefined : "view";
      field.classList.toggle("panned", !isTouch);
    }
    if (gesture === "start") put(...place(event), Phase.Preview);
    if (gesture === "view") run.call((editor) => editor.pan(x - clientX, y - clientY, Phase.Preview));
    if (gesture === "held") run.call((editor) => editor.point(...place(event)));
    if (gesture !== "press") [x, y] = [clientX, clientY];
  };
  const up = () => {
    clearTimeout(holding);
    if (gesture === "start") {
      knows = true;
      handle.classList.add("moved");
    }
    if (gesture === "start" || gesture === "view") run.commit();
    [ended, gesture] = [gesture ?? ended, undefined];
    field.classList.remove("panned");
  };
  for (const part of [field, handle]) {
    part.addEventListener("pointerdown", down, { signal });
    part.addEventListener("pointermove", move, { signal });
    for (const kind of ["lostpointercapture", "pointercancel"]) part.addEventListener(kind, up, { signal });
  }
  field.addEventListener("pointerleave", () => {
    if (!gesture) emphasis.show(undefined);
  }, { signal });
  // The long press is ours.
  field.addEventListener("contextmenu", (event) => {
    if (gesture === "held" || ended === "held") event.preventDefault();
  }, { signal });
  field.addEventListener("click", (event) => {
    if (ended === "view" || ended === "held") return;
    rect = field.getBoundingClientRect();
    const racer = run.call((editor) => editor.racerAt(...place(event)));
    if (racer === undefined) put(...place(event), Phase.Commit);
    else emphasis.select(racer);
  }, { signal });
  signal.addEventListener("abort", () => clearTimeout(holding));
  handle.classList.toggle("moved", knows);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  // Also over what lies on the field.
  /** @type {HTMLElement} */ (field.parentElement).addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    rect = field.getBoundingClientRect();
    // Lines and pages are some dozens of px.
    const px = event.deltaY * (event.deltaMode ? 30 : 1);
    run.call((editor) => editor.zoom(1.005 ** Math.min(Math.max(px, -100), 100), ...place(event), Phase.Preview));
    clearTimeout(resting);
    resting = setTimeout(() => run.commit(), REST_MS);
  }, { signal, passive: false });
  signal.addEventListener("abort", () => clearTimeout(resting));

  /** Two fingers: their middle, and how far they are apart. @type {number[] | undefined} */
  let pinch;
  const two = (/** @type {TouchEvent} */ event) => {
    const [one, other] = event.touches;
    if (event.touches.length !== 2) return;
    event.preventDefault();
    clearTimeout(holding);
    gesture = undefined;
    const { left, top } = field.getBoundingClientRect();
    return [(one.clientX + other.clientX) / 2 - left, (one.clientY + other.clientY) / 2 - top, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)];
  };
  const touch = (/** @type {TouchEvent} */ event) => {
    const now = two(event);
    if (now && pinch) {
      const [x, y, apart] = pinch;
      run.call((editor) => {
        editor.pan(x - now[0], y - now[1], Phase.Preview);
        editor.zoom(apart / now[2], now[0], now[1], Phase.Preview);
      });
    } else if (pinch) run.commit();
    pinch = now;
  };
  for (const kind of /** @type {const} */ (["touchstart", "touchmove", "touchend", "touchcancel"])) field.addEventListener(kind, touch, { signal, passive: false });

  /** What the buttons over the picture do, and the keys that do the same. @type {Record<string, (editor: import("@glue").Editor, phase: Phase) => void>} */
  const looks = {
    "zoom-in": (editor, phase) => editor.zoomIn(phase),
    "zoom-out": (editor, phase) => editor.zoomOut(phase),
    home: (editor, phase) => editor.showUsualView(phase),
    fit: (editor) => editor.fitView(),
  };
  mounted.on("click", ({ target }) => {
    const look = looks[target.closest("button")?.dataset.name ?? ""];
    if (look) run.call((editor) => look(editor, Phase.Commit));
  });
  const key = (/** @type {KeyboardEvent} */ event) => {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const onHandle = event.target === handle;
    const { [key]: name } = /** @type {Record<string, string>} */ ({ "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "home" });
    const way = ARROWS[key];
    // A key that is held down is one gesture.
    if (name) run.call((editor) => looks[name](editor, Phase.Preview));
    else if (way && onHandle) {
      const [right, down] = way.map((part) => part * STRIDE * (shiftKey ? 0.1 : 1));
      run.call((editor) => editor.moveStartBy(right, -down, Phase.Preview));
    } else if (way && shiftKey) run.call((editor) => editor.pan(way[0] * STRIDE * field.clientWidth, way[1] * STRIDE * field.clientHeight, Phase.Preview));
    else return;
    run.commit();
    event.preventDefault();
  };
  for (const part of [field, handle]) part.addEventListener("keydown", key, { signal });

  const label = handle.getAttribute("aria-label");
  run.subscribe(({ start, view: [x, y] }) => {
    handle.setAttribute("aria-label", `${label} (${start.join(", ")})`);
    const part = (/** @type {number} */ at, /** @type {number[]} */ [low, high]) => Math.min(Math.max((at - low) / (high - low), 0), 1) * 100;
    handle.style.setProperty("--x", String(part(start[0], x)));
    const down = 100 - part(start[1], y);
    handle.style.setProperty("--y", String(down));
    handle.classList.toggle("low", down > 85);
  });
}
