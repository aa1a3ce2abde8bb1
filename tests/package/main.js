// What a site does with the package: an element, a runner, a runner in a worker.
import "downhill-race/define";
import { DownhillRace } from "downhill-race/element";
import address from "./address.js";
import { place } from "./place.js";
import { sweep } from "downhill-race";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
const inWorker = new Promise((done, fail) => {
  worker.onmessage = ({ data }) => done(data);
  worker.onerror = (event) => fail(new Error(event.message || "no worker"));
});

window.found = async () => ({
  own: customElements.get("downhill-race") === DownhillRace,
  places: [await place(), await inWorker],
});

/** The best learning rate of few, which workers find. */
window.swept = async () => {
  const { racers } = await sweep({ steps: 20, racers: [{ optimizer: "adam" }] }, { values: [0.001, 0.1] });
  return racers[0].losses[1] < racers[0].losses[0];
};

/** Whether the module that has that address is one. */
window.fetched = async () => WebAssembly.validate(await (await fetch(address)).arrayBuffer());
