import { assert, assertEquals } from "@std/assert";
import {
  DEVICE_DATA,
  DEVICE_HOURS,
  DEVICE_MINUTES,
  LATENCY_BUCKETS,
  PIPELINE_LATENCY,
  VEHICLE_DOUBLES,
  VEHICLE_LONGS,
} from "../../ingest/tables.ts";
import { FIELDS } from "./fields.ts";

/** The migration that makes a table or a view. */
async function sqlOf(name: string): Promise<string> {
  const folder = new URL("../../ingest/migrate/sql/", import.meta.url);
  for await (const file of Deno.readDir(folder)) {
    const sql = await Deno.readTextFile(new URL(file.name, folder));
    if (new RegExp(`(TABLE|VIEW) IF NOT EXISTS ${name}\\b`).test(sql)) return sql;
  }
  throw new Error(`No migration makes ${name}`);
}

Deno.test("FIELDS are the measured columns of the readings", async () => {
  const names = FIELDS.map(({ name }) => name);
  assertEquals(names.toSorted(), [...VEHICLE_DOUBLES, ...VEHICLE_LONGS].toSorted());
  const sql = await sqlOf(DEVICE_DATA);
  for (const name of names) assert(new RegExp(`\\b${name} (DOUBLE|LONG)`).test(sql), name);
});

Deno.test("FIELDS are in both roll-ups, gauges with their extremes", async () => {
  for (const view of [DEVICE_MINUTES, DEVICE_HOURS]) {
    const sql = await sqlOf(view);
    for (const { name, kind } of FIELDS) {
      const columns = kind === "counter" ? [name] : [name, `${name}_min`, `${name}_max`];
      for (const column of columns) assert(new RegExp(`AS ${column}\\b`).test(sql), column);
    }
  }
});

Deno.test("LATENCY_BUCKETS are columns of the pipeline's table", async () => {
  const sql = await sqlOf(PIPELINE_LATENCY);
  assertEquals(sql.match(/\bb\d\d INT\b/g)?.map((text) => text.slice(0, 3)), [...LATENCY_BUCKETS]);
});
