// The field under the hands: the start is moved, the view zoomed and moved. One finger scrolls the page.

/** How far a key moves the start or the view, as part of the picture. */
const STRIDE = 1 / 40;
/** How long the wheel rests after a gesture (ms). */
const REST_MS = 300;

/** @param {import("./engine.js").Mounted} mounted @param {import("./run.js").Run} run */
export function view(mounted, run) {
  const field = mounted.part("cursor");
  const handle = mounted.part("start");
  const { signal } = mounted;

  /** A place in CSS px as coordinates, in as many digits as px can tell. @param {number} px @param {number} size @param {number[]} range */
  const along = (px, size, [low, high]) => {
    const digits = Math.min(Math.max(1 - Math.floor(Math.log10((high - low) / size)), 0), 100);
    return Number((low + ((high - low) * px) / size).toFixed(digits));
  };

  /** Puts the start at a place of the picture, in CSS px. @param {number} x @param {number} y @param {boolean} moving */
  const put = (x, y, moving) => {
    const { clientWidth: width, clientHeight: height } = field;
    run.edit((config) => (config.start = [along(x, width, config.view.x), along(height - y, height, config.view.y)]), moving);
  };

  /** Where the field is while it is dragged on: to ask each time would lay out the page each time. */
  let rect = field.getBoundingClientRect();
  /** @param {MouseEvent} event @returns {[number, number]} */
  const place = ({ clientX, clientY }) => [clientX - rect.left, clientY - rect.top];

  /** What is being dragged, and from where. @type {"start" | "view" | undefined} */
  let dragged;
  let [x, y] = [0, 0];
  const down = (/** @type {PointerEvent} */ event) => {
    const onHandle = event.target === handle;
    // A finger on the field may be about to scroll the page: it has to tap.
    if (event.button !== 0 || (event.pointerType === "touch" && !onHandle)) return;
    dragged = event.shiftKey ? "view" : "start";
    rect = field.getBoundingClientRect();
    [x, y] = [event.clientX, event.clientY];
    /** @type {Element} */ (event.currentTarget).setPointerCapture(event.pointerId);
    if (dragged === "start" && !onHandle) put(...place(event), true);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (dragged === "start") put(...place(event), true);
    if (dragged === "view") mounted.call((figure) => figure.pan(x - event.clientX, y - event.clientY));
    [x, y] = [event.clientX, event.clientY];
  };
  const up = () => {
    if (dragged) run.rest();
    dragged = undefined;
  };
  for (const part of [field, handle]) {
    part.addEventListener("pointerdown", down, { signal });
    part.addEventListener("pointermove", move, { signal });
    part.addEventListener("lostpointercapture", up, { signal });
  }
  field.addEventListener("click", (event) => {
    if (/** @type {PointerEvent} */ (event).pointerType !== "touch") return;
    rect = field.getBoundingClientRect();
    put(...place(event), false);
  }, { signal });

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;
  // Also over what lies on the field.
  /** @type {HTMLElement} */ (field.parentElement).addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    rect = field.getBoundingClientRect();
    // Lines and pages are some dozens of px.
    const px = event.deltaY * (event.deltaMode ? 30 : 1);
    mounted.call((figure) => figure.zoom(1.005 ** Math.min(Math.max(px, -100), 100), ...place(event)));
    clearTimeout(resting);
    resting = setTimeout(() => run.rest(), REST_MS);
  }, { signal, passive: false });
  signal.addEventListener("abort", () => clearTimeout(resting));

  /** Two fingers: their middle, and how far they are apart. @type {number[] | undefined} */
  let pinch;
  const two = (/** @type {TouchEvent} */ event) => {
    const [one, other] = event.touches;
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const { left, top } = field.getBoundingClientRect();
    return [(one.clientX + other.clientX) / 2 - left, (one.clientY + other.clientY) / 2 - top, Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY)];
  };
  const touch = (/** @type {TouchEvent} */ event) => {
    const now = two(event);
    if (now && pinch) {
      const [x, y, apart] = pinch;
      mounted.call((figure) => {
        figure.pan(x - now[0], y - now[1]);
        figure.zoom(apart / now[2], now[0], now[1]);
      });
    } else if (pinch) run.rest();
    pinch = now;
  };
  for (const kind of /** @type {const} */ (["touchstart", "touchmove", "touchend", "touchcancel"])) field.addEventListener(kind, touch, { signal, passive: false });

  const key = (/** @type {KeyboardEvent} */ event) => {
    const { key, shiftKey } = event;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const onHandle = event.target === handle;
    const { [key]: name } = /** @type {Record<string, string>} */ ({ "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "home" });
    const { [key]: way } = /** @type {Record<string, number[]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
    if (name) mounted.act(event, name);
    else if (way && onHandle) {
      const [right, down] = way.map((part) => part * STRIDE * (shiftKey ? 0.1 : 1));
      run.edit((config) => {
        const { x, y } = config.view;
        config.start = [config.start[0] + right * (x[1] - x[0]), config.start[1] - down * (y[1] - y[0])].map((at) => Number(at.toPrecision(12)));
      });
    } else if (way && shiftKey) {
      mounted.call((figure) => figure.pan(way[0] * STRIDE * field.clientWidth, way[1] * STRIDE * field.clientHeight));
      run.rest();
    } else return;
    event.preventDefault();
  };
  for (const part of [field, handle]) part.addEventListener("keydown", key, { signal });

  const label = handle.getAttribute("aria-label");
  run.hear(({ start, view: { x, y } }) => {
    handle.setAttribute("aria-label", `${label} (${start.join(", ")})`);
    const part = (/** @type {number} */ at, /** @type {number[]} */ [low, high]) => Math.min(Math.max((at - low) / (high - low), 0), 1) * 100;
    handle.style.setProperty("--x", String(part(start[0], x)));
    handle.style.setProperty("--y", String(100 - part(start[1], y)));
  });
}
