import { SaxesParser } from 'saxes';

/**
 * An element by its local name: Word's two namespaces (transitional and strict) use the same names.
 */
export interface XmlElement {
  readonly name: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

/** @throws if it is not well-formed XML. */
export function parseXml(text: string): XmlElement {
  const top: OpenElement = { name: '', attributes: new Map(), children: [] };
  const open = [top];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element: OpenElement = {
      name: localName(name),
      attributes: new Map(
        Object.entries(attributes).map(([key, value]) => [localName(key), value]),
      ),
      children: [],
    };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.on('text', (part) => {
    open.at(-1)?.children.push(part);
  });
  parser.write(text).close();
  return top;
}

export function elements({ children }: XmlElement): readonly XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

/** The first child of this name. */
export function child(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element === undefined ? undefined : elements(element).find((one) => one.name === name);
}

/** All descendants of this name, in document order. */
export function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return elements(element).flatMap((one) =>
    one.name === name ? [one, ...descendants(one, name)] : descendants(one, name),
  );
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
