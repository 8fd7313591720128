// Hands something to the person as a file: a sealed one, the request of a new device, which is public, a table, a report. Whoever saves what is readable
// is warned of that. Nothing else leaves this way.

export function saveFile(name: string, type: string, content: string | Uint8Array): void {
  const part = typeof content === "string" ? content : new Uint8Array(content);
  const url = URL.createObjectURL(
    new Blob([part], { type: typeof content === "string" ? `${type};charset=utf-8` : type }),
  );
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
