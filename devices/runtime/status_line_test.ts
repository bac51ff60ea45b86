import { assertEquals } from "@std/assert";
import { formatStatus, parseStatus, type StatusCounts } from "./status_line.ts";

const quiet: StatusCounts = {
  online: 10,
  waiting: 0,
  published: 1234,
  evicted: 0,
  restarts: 0,
  refused: 0,
  oversize: 0,
  memory: 0,
  dropped: 0,
  malformed: 0,
};
const all: StatusCounts = {
  online: 1,
  waiting: 2,
  published: 3,
  evicted: 4,
  restarts: 5,
  refused: 6,
  oversize: 7,
  memory: 8,
  dropped: 9,
  malformed: 10,
};

Deno.test("formatStatus() shows the rare counts only when there is something to show", () => {
  assertEquals(
    formatStatus(quiet),
    "10 online · 0 waiting · 1234 published · 0 evicted · 0 restarts",
  );
  assertEquals(
    formatStatus(all),
    "1 online · 2 waiting · 3 published · 4 evicted · 5 restarts · " +
      "6 refused by the broker · 7 too large · 8 in memory · 9 dropped · 10 malformed",
  );
});

Deno.test("parseStatus() gives back what formatStatus() was made of", () => {
  assertEquals(parseStatus(formatStatus(quiet)), quiet);
  assertEquals(parseStatus(`12:00:00.000 devices ${formatStatus(all)}`), all);
});

Deno.test("parseStatus() passes over other lines", () => {
  for (
    const line of ["", "10 devices", "10 online · rubbish", "stopping; once more stops at once"]
  ) {
    assertEquals(parseStatus(line), undefined);
  }
});
