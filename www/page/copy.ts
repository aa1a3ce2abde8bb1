// Copying a text to the clipboard, and saving it as a file.

/** Copies a text, and says what came of it; where the browser does not, `select` selects it for the keyboard. */
export async function copy(text: string, select: () => void): Promise<string> {
  try {
    await navigator.clipboard.writeText(text);
    return "Copied.";
  } catch {
    select();
    return "The browser did not copy it; it is selected.";
  }
}

/** Selects the text of an element. */
export function select(element: Element | null): void {
  if (element) getSelection()?.selectAllChildren(element);
}

/** Saves a text as a file of that name. */
export function save(text: string, name: string, type = "text/plain"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
