/** How often devices publish readings: seen by a proxy, so that no end of a program hides any. */
import { parseDeviceTopic } from "../../devices/wire/topics.ts";
import { PacketReader, PUBLISH, topicOf, typeOf } from "../rig/packets.ts";
import type { Look } from "../rig/proxy.ts";

/** Counts the publications of readings on the connections that it looks at. */
export class Publications {
  count = 0;

  /** Looks at one connection. */
  readonly lookAt = (): Look => {
    const reader = new PacketReader();
    return (bytes) => {
      for (const packet of reader.push(bytes)) {
        if (typeOf(packet) !== PUBLISH) continue;
        if (parseDeviceTopic(topicOf(packet))?.kind === "data") this.count++;
      }
    };
  };
}
