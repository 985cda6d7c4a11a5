/** Lines in another language than their file, from 0, both inclusive, without their tags. */
export interface EmbeddedBlock {
  readonly start: number;
  readonly end: number;
  readonly language: string;
}

/** Languages whose files hold scripts and styles between tags. */
const hosts: ReadonlySet<string> = new Set([
  'vue',
  'svelte',
  'html',
  'astro',
  'handlebars',
  'jinja',
]);

const openingTag = /^\s*<(script|style)\b([^>]*)>\s*$/i;

/** What the `lang` of a tag stands for; without one, JavaScript or CSS. */
const byLang: Readonly<Record<string, string>> = {
  ts: 'typescript',
  typescript: 'typescript',
  tsx: 'typescriptreact',
  jsx: 'javascriptreact',
  scss: 'scss',
  less: 'less',
  sass: 'sass',
  stylus: 'stylus',
};

/**
 * The scripts and styles of a component or a page whose tags have lines of their own. One without
 * an end reaches to the end of the file; data (`type="application/json"`) is no script.
 */
export function embeddedBlocks(lines: readonly string[], language: string): EmbeddedBlock[] {
  if (!hosts.has(language)) return [];
  const blocks: EmbeddedBlock[] = [];
  for (let row = 0; row < lines.length; row++) {
    const [, tag = '', attributes = ''] = openingTag.exec(lines[row] ?? '') ?? [];
    const inner = tag === '' ? undefined : languageOfTag(tag.toLowerCase(), attributes);
    if (inner === undefined) continue;
    const closing = new RegExp(`</${tag}\\s*>`, 'i');
    const found = lines.findIndex((line, index) => index > row && closing.test(line));
    const end = found < 0 ? lines.length - 1 : found - 1;
    if (end > row) blocks.push({ start: row + 1, end, language: inner });
    row = end;
  }
  return blocks;
}

function languageOfTag(tag: string, attributes: string): string | undefined {
  const lang = /\blang\s*=\s*["']?([\w-]+)/i.exec(attributes)?.[1]?.toLowerCase();
  if (lang !== undefined) return Object.hasOwn(byLang, lang) ? byLang[lang] : undefined;
  if (tag === 'style') return 'css';
  const type = /\btype\s*=\s*["']?([^\s"'>]+)/i.exec(attributes)?.[1];
  return type === undefined || /module|javascript/i.test(type) ? 'javascript' : undefined;
}
