const ignoresCase = process.platform === 'win32';

/**
 * Whether a file or folder is inside a folder, judged by their URI paths. Compares case as the
 * platform does.
 * @param anyCase whether to ignore case.
 */
export function isInside(inner: string, outer: string, anyCase = ignoresCase): boolean {
  const [own, folder] = anyCase ? [inner.toLowerCase(), outer.toLowerCase()] : [inner, outer];
  return own.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
