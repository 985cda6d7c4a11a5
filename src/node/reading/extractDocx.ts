import { maxUnpackedBytes, unpackedBytes } from './zipDirectory.ts';

/**
 * The text of a Word document as Markdown: headings with `#`, list items with `-`, table rows with `|`. Pictures are left out.
 * @throws where it is no Word document or would unpack to more than memory should hold
 */
export async function extractDocx(bytes: Uint8Array): Promise<string> {
  if (unpackedBytes(bytes) > maxUnpackedBytes) throw new RangeError('Unpacks to too much.');
  const { default: mammoth } = await import('mammoth');
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) },
  );
  return textOf(value);
}

/** mammoth writes well-formed HTML of a few known tags, so that no parser is needed. */
function textOf(html: string): string {
  return html
    .replace(/<h([1-6])\b[^>]*>/g, (_, level: string) => `\n\n${'#'.repeat(Number(level))} `)
    .replace(/<li\b[^>]*>/g, '\n- ')
    .replace(/<tr\b[^>]*>/g, '\n|')
    .replace(/<\/t[dh]>/g, ' |')
    .replace(/<t[dh]\b[^>]*><p>|<t[dh]\b[^>]*>/g, ' ')
    .replace(/<\/p> \|/g, ' |')
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/(?:p|h[1-6]|ul|ol|table)>/g, '\n\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
