/** `0.4 MB`, `38 MB`, `4.1 GB`: decimal units, as disks and downloads count. */
export function megabytes(bytes: number): string {
  const mega = bytes / 1e6;
  if (mega >= 1000) return `${(mega / 1000).toFixed(1)} GB`;
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}
