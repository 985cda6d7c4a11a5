import { argumentsType, bodyTypes, declaratorTypes, functionTypes } from './syntaxLanguages.ts';
import type { SyntaxLanguage } from './syntaxLanguages.ts';
import type { SyntaxNode } from './syntaxNode.ts';

/**
 * A function, method, class or the like. `node` contains its members or statements; it is inside
 * any `export` or decorator.
 */
export interface Definition {
  readonly kind: 'unit' | 'container';
  readonly node: SyntaxNode;
  /** Dotted, without generic arguments; empty if it has no name. */
  readonly name: string;
  /** The row with the name: below decorators, annotations and return types. */
  readonly nameRow: number;
}

/** The definition that a node is or wraps; null for any other node. */
export function definitionOf(
  node: SyntaxNode,
  language: SyntaxLanguage,
  lines: readonly string[],
): Definition | null {
  const kind =
    node.named && Object.hasOwn(language.definitions, node.type)
      ? language.definitions[node.type]
      : undefined;
  if (kind === 'wrapper') return wrapped(node, language, lines);
  if (kind === undefined || (kind === 'container' && !hasBody(node))) return null;
  return { kind, node, name: nameOf(node, lines), nameRow: (nameNode(node) ?? node).startRow };
}

function wrapped(
  wrapper: SyntaxNode,
  language: SyntaxLanguage,
  lines: readonly string[],
): Definition | null {
  for (const child of wrapper.children) {
    if (!child.named) continue;
    const inner =
      definitionOf(child, language, lines) ??
      titledCall(child, lines) ??
      (declaratorTypes.has(child.type) ? wrapped(child, language, lines) : null);
    if (inner !== null)
      return inner.name === '' ? { ...inner, name: nameOf(wrapper, lines) } : inner;
    if (functionTypes.has(child.type))
      return { kind: 'unit', node: child, name: nameOf(wrapper, lines), nameRow: child.startRow };
  }
  return null;
}

/**
 * `it('does this', () => {...})`, a route, a listener: a call as a statement, with a name and a
 * function.
 */
function titledCall(call: SyntaxNode, lines: readonly string[]): Definition | null {
  const [title, ...rest] =
    call.children
      .find(({ type }) => type === argumentsType)
      ?.children.filter(({ named }) => named) ?? [];
  const body = rest.find(({ type }) => functionTypes.has(type));
  if (body === undefined || (title?.type !== 'string' && title?.type !== 'template_string'))
    return null;
  return { kind: 'unit', node: body, name: plain(textOf(title, lines)), nameRow: title.startRow };
}

/** A class that is only mentioned or forward-declared has no body. */
function hasBody(node: SyntaxNode): boolean {
  return (
    node.endRow > node.startRow ||
    node.children.some(({ field, type }) => field === 'body' || bodyTypes.has(type))
  );
}

function nameOf(node: SyntaxNode, lines: readonly string[]): string {
  const receiver = node.children.find(({ field }) => field === 'receiver');
  const owner =
    receiver === undefined
      ? undefined
      : /([\p{L}\p{N}_]+)(?:\[[^\]]*\])?\s*\)$/u.exec(textOf(receiver, lines))?.[1];
  const name = nameNode(node);
  const text = name === null ? '' : plain(textOf(name, lines));
  return owner === undefined ? text : `${owner}.${text}`;
}

/**
 * Uses the grammar's fields. An `impl` is named by its type, and PowerShell's grammar has no
 * fields.
 */
function nameNode(node: SyntaxNode): SyntaxNode | null {
  for (const wanted of ['name', 'declarator', 'left', 'key', 'property']) {
    const child = node.children.find(({ field }) => field === wanted);
    if (child !== undefined)
      return wanted === 'declarator' && declaratorTypes.has(child.type) ? nameNode(child) : child;
  }
  const inner = node.children.find(({ type }) => declaratorTypes.has(type));
  if (inner !== undefined) return nameNode(inner);
  return (
    node.children.find(
      ({ field, type }) =>
        (node.type === 'impl_item' && field === 'type') ||
        type === 'function_name' ||
        type === 'simple_name',
    ) ?? null
  );
}

function textOf(
  { startRow, startColumn, endRow, endColumn }: SyntaxNode,
  lines: readonly string[],
): string {
  const first = lines[startRow] ?? '';
  return endRow === startRow ? first.slice(startColumn, endColumn) : first.slice(startColumn);
}

/** Turns `Foo::bar<T>` into `Foo.bar`, and `module.exports.foo` and the like into the last name. */
function plain(name: string): string {
  const bare = name
    .replace(/<.*>|["'`]/gs, '')
    .replace(/::|\\/g, '.')
    .replace(/\s+/g, ' ')
    .trim();
  return bare.replace(
    /^(?:module\.exports|exports|this|window|global|globalThis|.*\.prototype)\./,
    '',
  );
}
