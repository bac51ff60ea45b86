/**
 * Opens event streams and only reads them, until standard input ends. A process of its own, so that
 * the bench's work is not taken for the dashboard's: `read_streams.ts <port> <count>`
 */
const [port, count] = Deno.args.map(Number);
const REQUEST = new TextEncoder().encode(
  `GET /api/stream HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\n\r\n`,
);
/** One for all: nobody looks at what is read. */
const buffer = new Uint8Array(64 * 1024);

async function read(): Promise<never> {
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(REQUEST);
  while (await connection.read(buffer) !== null);
  throw new Error("The dashboard has ended a stream");
}

const streams = Array.from({ length: count }, read);
const parent = (async () => {
  for await (const _ of Deno.stdin.readable);
})();
await Promise.race([parent, ...streams]);
Deno.exit(0);
