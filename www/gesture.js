// When what somebody does has ended: a key that is held down is one gesture with its repetitions.

/**
 * Gives a function to be called for each thing that is done; it calls `end` at once or, while a key is
 * down in `host`, when that comes up. @param {HTMLElement} host @param {AbortSignal} signal @param {() => void} end
 */
export function gesture(host, signal, end) {
  let held = false;
  let done = false;
  const finish = () => {
    held = false;
    if (done) end();
    done = false;
  };
  host.addEventListener("keydown", () => (held = true), { signal });
  // The key may come up elsewhere.
  for (const kind of ["keyup", "blur", "pointerdown"]) addEventListener(kind, finish, { signal });
  return () => {
    done = true;
    if (!held) finish();
  };
}
