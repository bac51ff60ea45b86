import { assertEquals } from "@std/assert";
import { Screen, type Terminal } from "./screen.ts";

/** A screen that keeps what is written, without the parts of `terminal` that are given. */
function scene(terminal: Partial<Terminal> = {}) {
  const written: string[] = [];
  let time = Date.UTC(2026, 0, 1, 10);
  const screen = new Screen({
    write: (text) => void written.push(text),
    isTerminal: false,
    colours: false,
    columns: () => 80,
    ...terminal,
  }, () => new Date(time));
  return { screen, written, pass: (ms: number) => time += ms };
}

Deno.test("Screen puts every part's lines into the same columns", () => {
  const { screen, written } = scene();
  screen.line("ingest", "10:00:00.123 ingest receiving");
  screen.line("devices", "    at file:///x.ts:1:2");
  screen.log().warn("ingest ended");
  assertEquals(written, [
    "10:00:00.123 ingest  receiving\n",
    "             devices     at file:///x.ts:1:2\n",
    "10:00:00.000 demo    warning: ingest ended\n",
  ]);
});

Deno.test("Screen paints names and faults", () => {
  const { screen, written } = scene({ colours: true });
  screen.line("ingest", "10:00:00.123 ingest error: no");
  assertEquals(written, [
    "\x1b[2m10:00:00.123\x1b[0m \x1b[32mingest \x1b[0m \x1b[31merror: no\x1b[0m\n",
  ]);
});

Deno.test("Screen keeps the live line below the others, within the terminal's width", () => {
  const { screen, written } = scene({ isTerminal: true, columns: () => 10 });
  screen.live("10 online · 10.0 rows/s");
  screen.line("infra", "x");
  screen.endLive();
  screen.line("infra", "y");
  assertEquals(written, [
    "\r\x1b[2K10 online",
    `\r\x1b[2K${" ".repeat(12)} infra   x\n10 online`,
    "\n",
    `${" ".repeat(12)} infra   y\n`,
  ]);
});

Deno.test("Screen writes the live line every ten seconds where there is no terminal", () => {
  const { screen, written, pass } = scene();
  for (let second = 0; second < 25; second++) {
    screen.live(`${second}`);
    pass(1000);
  }
  assertEquals(written, ["10:00:10.000 demo    10\n", "10:00:20.000 demo    20\n"]);
});
