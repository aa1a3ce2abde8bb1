// Where a server has the module of the programs, for those who fetch it themselves.
export default new URL("./node_modules/downhill-race/downhill_bg.wasm", import.meta.url).href;
