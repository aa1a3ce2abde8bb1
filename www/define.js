// Registers the element <downhill-race>, once, however often this module is loaded; on a server, where
// there are no elements, it does nothing.
import { DownhillRace } from "@element";

const elements = globalThis.customElements;
if (elements && !elements.get("downhill-race")) elements.define("downhill-race", DownhillRace);
