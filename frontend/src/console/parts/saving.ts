/** Files that the server made, saved on this computer and shown nowhere. */

export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A name that every computer takes for a file. */
export const fileName = (name: string): string =>
  name.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^-|-$/g, '');
