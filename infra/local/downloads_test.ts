import { assertEquals } from "@std/assert";
import { Downloads } from "./downloads.ts";

Deno.test("Downloads counts files and their size", () => {
  const downloads = new Downloads();
  downloads.read("[INFO] Downloading from central: https://repo.example/a-1.jar");
  downloads.read(
    "[INFO] Downloaded from central: https://repo.example/a-1.jar (7.3 MB at 12 MB/s)",
  );
  downloads.read("[INFO] Downloaded from central: https://repo.example/b-1.jar (900 kB at 1 MB/s)");
  downloads.read(
    "[INFO] Downloaded from central: https://repo.example/b-1.pom (310 B at 8.2 kB/s)",
  );
  assertEquals(String(downloads), "fetched 3 files, 8 MB so far");
});
