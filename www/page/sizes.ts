// How large elements are.

/**
 * Calls `tell` with the width and height (CSS px) of what is observed, in the frame after they have changed: what is
 * rendered then may change sizes again, which a browser reports as an error while it tells of them.
 */
export function sizes(signal: AbortSignal, tell: (width: number, height: number) => void): ResizeObserver {
  let frame = 0;
  const observer = new ResizeObserver((entries) => {
    const { width, height } = entries.at(-1)?.contentRect ?? {};
    cancelAnimationFrame(frame);
    // What is not shown has no size, and keeps the one that it had.
    if (width && height) frame = requestAnimationFrame(() => tell(width, height));
  });
  signal.addEventListener("abort", () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
  return observer;
}
