Deno.test("fails", () => {
  throw new Error("one is two");
});
