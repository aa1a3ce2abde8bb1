// For a page that holds embed.html in an <iframe>: gives the frame the height that it asks for.
// The message is { type: "downhill-height", height: CSS px }; the frame sends it when its height
// changes, and when it gets one without a height. No other frame of the page is listened to.
addEventListener("message", ({ data, source }) => {
  if (data?.type !== "downhill-height" || !(data.height > 0 && data.height < 1e4)) return;
  for (const frame of document.querySelectorAll("iframe[src*='embed.html']")) {
    if (frame.contentWindow === source) frame.style.height = `${Math.ceil(data.height)}px`;
  }
});
for (const frame of document.querySelectorAll("iframe[src*='embed.html']")) {
  frame.contentWindow?.postMessage({ type: "downhill-height" }, "*");
}
