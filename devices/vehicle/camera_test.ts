import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../lib/random.ts";
import { Camera } from "./camera.ts";

const looks = (count: number) => {
  const camera = new Camera(seededRandom("camera"));
  return Array.from({ length: count }, () => camera.look(1));
};

Deno.test("Camera.look() is sure from 0 to 1", () => {
  const sure = looks(10_000).map(({ detection_confidence }) => detection_confidence);
  assert(sure.every((confidence) => confidence >= 0 && confidence <= 1));
});

Deno.test("Camera.look() sees everything it knows, and the same for a while", () => {
  const labels = looks(10_000).map(({ detection_label }) => detection_label);
  assertEquals(new Set(labels).size, 7);
  const changes = labels.filter((label, index) => index > 0 && label !== labels[index - 1]).length;
  assert(changes < labels.length / 4);
});
