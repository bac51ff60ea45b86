/** The nodes between two comments as an element that Preact can render into. */
export function range(start: Comment, end: Comment): Element {
  const parent = start.parentNode as ParentNode & Node;
  const element = {
    nodeType: Node.ELEMENT_NODE,
    parentNode: parent,
    nextSibling: null,
    get childNodes(): Node[] {
      const nodes: Node[] = [];
      for (let node = start.nextSibling; node && node !== end; node = node.nextSibling) {
        nodes.push(node);
      }
      return nodes;
    },
    get firstChild(): Node | null {
      return start.nextSibling === end ? null : start.nextSibling;
    },
    insertBefore: (node: Node, before: Node | null) => parent.insertBefore(node, before ?? end),
    appendChild: (node: Node) => parent.insertBefore(node, end),
    removeChild: (node: Node) => parent.removeChild(node),
    contains: (node: Node) => element.childNodes.some((child) => child.contains(node)),
  };
  return element as unknown as Element;
}
