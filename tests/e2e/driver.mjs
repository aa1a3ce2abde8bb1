// Runs a browser's driver for as long as its standard input is open, which is as long as the program
// lives that has started it, however that ends; then the driver ends, and its browsers with it.
import { spawn } from "node:child_process";

const [program, port] = process.argv.slice(2);
const driver = spawn(program, [`--port=${port}`], { stdio: "ignore" });
driver.on("error", () => process.exit(1));
driver.on("exit", () => process.exit());
process.stdin.resume().on("end", async () => {
  // Chromium's has a command that closes its browsers first.
  await fetch(`http://127.0.0.1:${port}/shutdown`).catch(() => {});
  driver.kill();
});
