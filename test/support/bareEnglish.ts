import ts from 'typescript';
import { importedTakers, placeOf, takerOf, visit } from './textsInSource.ts';

/** Files whose English nobody sees in the interface. */
const exempt: ReadonlySet<string> = new Set([
  'src/vscode/text/diagnosticsText.ts', // pasted into reports of faults
  'src/vscode/assistants/workspaceTool.ts', // read by a language model
  'src/vscode/chat/chatHtml.ts', // markup, and the name of the product
  'src/vscode/chat/question/exampleQuestions.ts', // words to search for
]);

/** Two words in a row, as a sentence or the label of a button has them. */
const words = /\p{L}{2,}[,:;]? \p{L}{2,}/u;
/** A word between values of a template: `Version `, ` of `. */
const wordBetween = /(?:^|\s)\p{Lu}\p{Ll}+\s|^\s\p{Ll}{2,}\s?$/u;
/** A name that is the same in every language. */
const sameEverywhere = /Ask Workspace(: )?|\p{L}+-\p{L}[\p{L}-]*/gu;
/** Calls whose arguments nobody reads in the interface: logs, selectors, and bugs. */
const unseen = /(?:^|\.)(?:warn|error|info|log|closest|matches|querySelector|querySelectorAll)$/;
/** Properties that an editor shows. */
const shownProperties = /^(?:title|label|placeHolder|prompt|detail|description|tooltip|ariaLabel)$/;
const shownAttributes = /\b(?:title|aria-label|aria-description|placeholder|alt|label)="([^"]*)"/g;

/**
 * English that the interface would show in every language: sentences and labels that do not go
 * through `src/core/texts`, in files of the editor and its page, and English inside the values of a
 * text, in any file.
 * @returns a line for each: the place and the text.
 */
export function bareEnglish(sources: readonly ts.SourceFile[]): readonly string[] {
  const found: string[] = [];
  for (const source of sources) {
    const { fileName } = source;
    if (exempt.has(fileName)) continue;
    const isView = /^(?:webview|src\/vscode)\//.test(fileName);
    const imported = importedTakers(source);
    const add = (node: ts.Node, text: string): void => {
      found.push(`${placeOf(node)}: ${text.trim()}`);
    };
    visit(source, (node) => {
      if (isView && ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html')
        for (const text of textsOfHtml(node.template)) add(node, text);
      if (!isText(node) || isInHtml(node)) return;
      const call = enclosingCall(node);
      const isTranslated = call !== undefined && takerOf(call, imported) !== undefined;
      if (isTranslated ? node.parent !== call && isEnglish(node.text) : isView && isShown(node))
        add(node, node.text);
    });
  }
  return found;
}

type TextNode = ts.StringLiteralLike | ts.TemplateLiteralLikeNode;

function isText(node: ts.Node): node is TextNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || isLaterPiece(node);
}

function isLaterPiece(node: ts.Node): node is ts.TemplateMiddle | ts.TemplateTail {
  return ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function isEnglish(text: string): boolean {
  return words.test(withoutNames(text));
}

function withoutNames(text: string): string {
  return text.replaceAll(sameEverywhere, ' ');
}

function isShown(node: TextNode): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return false;
  if (
    ts.isPropertyAssignment(parent) &&
    parent.initializer === node &&
    shownProperties.test(parent.name.getText())
  )
    return /^\p{Lu}\p{Ll}/u.test(withoutNames(node.text).trim());
  const call = enclosingCall(node);
  if (call !== undefined && unseen.test(call.expression.getText())) return false;
  const isPiece = !ts.isStringLiteralLike(node);
  return (
    (isEnglish(node.text) || (isPiece && wordBetween.test(withoutNames(node.text)))) &&
    !isInternal(node)
  );
}

/** A failure that nobody shows, a bug, a class of an element, or a member of a union type. */
function isInternal(node: TextNode): boolean {
  for (let outer = node.parent; !ts.isStatement(outer); outer = outer.parent)
    if (ts.isNewExpression(outer)) return /(?:Error|Failure)$/.test(outer.expression.getText());
  return /^[a-z][a-z-]*(?: [a-z-]+)? ?$/.test(node.text);
}

/** The call that a text is an argument of, at any depth of its arguments. */
function enclosingCall(node: ts.Node): ts.CallExpression | undefined {
  for (let inner = node, outer = node.parent; !ts.isStatement(outer);) {
    if (ts.isFunctionLike(outer) || ts.isSourceFile(outer)) return undefined;
    if (ts.isCallExpression(outer)) return outer.expression === inner ? undefined : outer;
    inner = outer;
    outer = outer.parent;
  }
  return undefined;
}

function isInHtml(node: ts.Node): boolean {
  const template = ts.isTemplateSpan(node.parent) ? node.parent.parent : node.parent;
  const whole = isLaterPiece(node) || ts.isTemplateHead(node) ? template : node;
  return ts.isTaggedTemplateExpression(whole.parent) && whole.parent.tag.getText() === 'html';
}

/** What a template shows by itself: words between its tags, and in attributes that are read. */
function textsOfHtml(template: ts.TemplateLiteral): readonly string[] {
  const markup = ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : template.head.text +
      template.templateSpans.map(({ literal }) => `\u0000${literal.text}`).join('');
  const attributes = [...markup.matchAll(shownAttributes)].map(([, value = '']) => value);
  const between = markup.replace(/<!--.*?-->|<(?:[^>"]|"[^"]*")*>/gs, '\u0000').split('\u0000');
  return [...attributes, ...between].filter((text) => /\p{L}/u.test(text));
}
