// Runs a browser's driver for as long as its standard input is open, which is as long as the program
// lives that has started it, however that ends; then the driver ends, and its browsers with it.
//
// `node driver.mjs <driver> <port> [--display] [<further arguments of the driver>]`. A browser that has
// no mode without a screen gets one by `--display`: Xvfb's, which ends with it.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [program, port, ...further] = process.argv.slice(2);
const wantsDisplay = further[0] === "--display";
if (wantsDisplay) further.shift();

/** What has been started, each with a process group of its own, to which its browsers belong. */
const started = [];
const start = (name, args, options) => {
  const made = spawn(name, args, { detached: process.platform !== "win32", stdio: "ignore", ...options });
  made.on("error", () => end(1));
  made.on("exit", () => end(0));
  started.push(made);
  return made;
};
let ending = false;
/** A folder of settings that is not the user's. @type {string | undefined} */
let settings;
const end = (code) => {
  if (ending) return;
  ending = true;
  for (const made of started.reverse()) {
    try {
      if (process.platform === "win32") made.kill();
      else process.kill(-made.pid);
    } catch {
      // It has ended by itself.
    }
  }
  if (settings) rmSync(settings, { recursive: true, force: true });
  process.exit(code);
};
// An interrupt from the keyboard reaches this program, but not the groups of what it has started.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => end(1));
process.stdin.resume().on("end", async () => {
  // Chromium's has a command that closes its browsers first.
  await fetch(`http://127.0.0.1:${port}/shutdown`).catch(() => {});
  end(0);
});

/** A screen on any number that is free, which Xvfb writes to its fourth file. */
const screen = () =>
  new Promise((found) => {
    const args = ["-displayfd", "3", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"];
    const xvfb = start("Xvfb", args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
    let written = "";
    xvfb.stdio[3].on("data", (data) => {
      written += data;
      if (written.includes("\n")) found(`:${written.trim()}`);
    });
  });

const env = { ...process.env };
if (wantsDisplay) {
  env.DISPLAY = await screen();
  // Not the user's own screen, nor a service for screen readers that is not there.
  env.GDK_BACKEND = "x11";
  env.NO_AT_BRIDGE = "1";
  // Without a graphics card, what composes layers takes half a second a frame.
  env.WEBKIT_DISABLE_COMPOSITING_MODE = "1";
  // With buttons of their usual size, its window could not be as narrow as a telephone.
  settings = mkdtempSync(join(tmpdir(), "downhill-"));
  mkdirSync(join(settings, "gtk-3.0"));
  const small = "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border: 0; font-size: 1px; }";
  writeFileSync(join(settings, "gtk-3.0/gtk.css"), small);
  env.XDG_CONFIG_HOME = settings;
}
start(program, [`--port=${port}`, ...further], { env });
