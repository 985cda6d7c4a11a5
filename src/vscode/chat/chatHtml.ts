import type { Language } from '../../core/texts/translate.ts';

/** URIs of the page's files, as the webview may load them. */
export interface ChatPageFiles {
  readonly script: string;
  readonly style: string;
  /** The webview's own resource source, for the content security policy. */
  readonly cspSource: string;
}

/**
 * The chat page: one script with a nonce, and this extension's styles and fonts. Nothing else, and
 * nothing from a network. The toolkit looks for `csp-nonce`.
 */
export function chatHtml(
  files: ChatPageFiles,
  nonce: string,
  { language, bundle }: Language,
): string {
  const policy =
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${files.cspSource} ` +
    `'nonce-${nonce}'; font-src ${files.cspSource}`;
  // A text that contains `</script>` or `<!--` must not end the element.
  const texts = JSON.stringify(bundle).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta property="csp-nonce" content="${nonce}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="stylesheet" href="${files.style}">
  <title>Ask Workspace</title>
</head>
<body>
  <script type="application/json" id="texts">${texts}</script>
  <script nonce="${nonce}" src="${files.script}"></script>
</body>
</html>`;
}
