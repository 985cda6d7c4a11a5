const ruleFile = /(^|\/)(\.gitignore|\.askignore)$|^\.gitmodules$/;

/**
 * Whether a change to this file may change which other files are indexed, so that the whole folder
 * must be checked again.
 */
export function changesRules(path: string): boolean {
  return ruleFile.test(path);
}
