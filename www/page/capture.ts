// Hearing of a pointer wherever it goes.

/** Has the element hear of the pointer until it comes up. One that has come up meanwhile cannot be had: it is heard of while it is over the element. */
export function capture(element: Element, pointerId: number): void {
  try {
    element.setPointerCapture(pointerId);
  } catch {
    // There is no such pointer any more.
  }
}
