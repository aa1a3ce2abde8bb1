// Registers the element <downhill-race>, once, however often this module is loaded.
import { DownhillRace } from "./element.js";

if (!customElements.get("downhill-race")) customElements.define("downhill-race", DownhillRace);
