import { type ComponentChildren, type ComponentType, h, type VNode } from "preact";

let isRaw = false;

/** Whether the element that is being made is to be left as it is. */
export function makingRaw(): boolean {
  return isRaw;
}

/** Makes an element that `adapt_elements.ts` leaves as it is. */
export function raw(
  type: string | ComponentType,
  props: object,
  ...children: ComponentChildren[]
): VNode {
  isRaw = true;
  try {
    return h(type as string, props, ...children) as VNode;
  } finally {
    isRaw = false;
  }
}
