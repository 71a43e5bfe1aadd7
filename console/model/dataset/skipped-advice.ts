/** What to do about files that a run left out, by how the reason in its report begins. */
const REMEDIES: readonly (readonly [begins: string, remedy: string])[] = [
  ['folder marker', 'Nothing to do: consoles leave these empty objects to show a folder.'],
  ['hidden', 'Give it a name without a dot at its beginning if it is an image; else delete it or leave it.'],
  ['not an image', 'Convert images to JPEG, PNG or BMP and name them so; other files may stay, or move them out.'],
  ['not in a class folder', 'Move it into the folder of its class: train/<class>/<image>.'],
  ['a folder without a name', 'Upload it again without the double slash in its key.'],
  ['empty', 'Upload it again: the upload was cut off, or the file was empty on disk.'],
  ['not in the labels file', 'Add a line for it to the labels file, or move it out.'],
  ['in the labels file, but ', 'Mend the file, or take its line out of the labels file.'],
];

export function skippedRemedy(reason: string): string {
  const known = REMEDIES.find(([begins]) => reason.startsWith(begins));
  return known?.[1] ?? 'Look at the files, and mend or remove them.';
}
