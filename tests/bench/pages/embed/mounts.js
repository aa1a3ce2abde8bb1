// Figures that come and go.

const nextFrame = () => new Promise((done) => requestAnimationFrame(done));

/** Mounts and removes a figure `count` times; each is there until its picture is complete. */
export async function comeAndGo({ count }) {
  for (let round = 0; round < count; round++) {
    const made = document.createElement("downhill-race");
    made.style.width = "576px";
    document.querySelector("main").append(made);
    await made.ready;
    while (!made.shadowRoot.querySelector("[data-name=status]").textContent) await nextFrame();
    made.remove();
    await nextFrame();
  }
}
