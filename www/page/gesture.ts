// When what somebody does has ended. Keys that follow each other closely are one gesture: ten presses of an
// arrow are one step of undo and one entry of the address.

/** How long no key is pressed before a gesture of keys has ended (ms). */
const REST_MS = 700;

/** Gives a function to be called for each thing that is done; it calls `end` at once or, after keys, when they rest. */
export function gesture(signal: AbortSignal, end: () => void): () => void {
  let isDone = false;
  let byKeys = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  const finish = () => {
    clearTimeout(resting);
    byKeys = false;
    if (isDone) end();
    isDone = false;
  };
  const rest = () => {
    clearTimeout(resting);
    if (byKeys) resting = setTimeout(finish, REST_MS);
  };
  const isRepeatable = ({ key }: KeyboardEvent) => key.startsWith("Arrow") || key.startsWith("Page") || ["+", "=", "-", "0"].includes(key);
  addEventListener("keydown", (event) => {
    if (!isRepeatable(event)) return finish();
    byKeys = true;
    // While it is held down, it lasts.
    clearTimeout(resting);
  }, { signal, capture: true });
  addEventListener("keyup", rest, { signal });
  // The key may come up elsewhere.
  for (const kind of ["blur", "pointerdown", "focusout", "pagehide"]) addEventListener(kind, finish, { signal });
  signal.addEventListener("abort", () => clearTimeout(resting));
  return () => {
    isDone = true;
    if (!byKeys) finish();
  };
}
