import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Puts a file in a folder's place, so that every write into the folder fails with ENOTDIR until `mend`. */
export function breakFolder(folder: string): { readonly mend: () => void } {
  renameSync(folder, `${folder}.aside`);
  writeFileSync(folder, '');
  return {
    mend: () => {
      rmSync(folder);
      renameSync(`${folder}.aside`, folder);
    },
  };
}
