const ruleFile = /(^|\/)(\.gitignore|\.askignore)$|^\.gitmodules$/;

/**
 * Whether a change of this file may change which other files are indexed, so that the whole folder
 * must be looked at again.
 */
export function changesRules(path: string): boolean {
  return ruleFile.test(path);
}
