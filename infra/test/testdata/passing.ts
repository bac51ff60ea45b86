Deno.test("passes", () => {});
Deno.test({ name: "is skipped", ignore: true, fn() {} });
