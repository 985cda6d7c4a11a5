const ignoresCase = process.platform === 'win32';

/**
 * Whether a file or folder lies in a folder; by their paths in URIs, compared as the platform does.
 * @param anyCase whether names that differ in case alone are the same.
 */
export function isInside(inner: string, outer: string, anyCase = ignoresCase): boolean {
  const [own, folder] = anyCase ? [inner.toLowerCase(), outer.toLowerCase()] : [inner, outer];
  return own.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
