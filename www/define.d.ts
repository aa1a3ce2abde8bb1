// Registers the element `<downhill-race>`, once however often it is loaded; on a server it does nothing.
import "./element.js";
export {};
