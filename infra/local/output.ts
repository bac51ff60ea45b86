/** What a server writes: all of it to its log, and what matters to us kept at hand. */
import { dirname } from "node:path";
import { lines } from "./lines.ts";

/** What a server has written so far, as far as it matters, and how it ended. */
export interface Output {
  /** The first line that probably says why it does not start. */
  readonly complaint?: string;
  /** The first line that means that it must not go on. */
  readonly fatal?: string;
  /** How it ended, once it has and all that it wrote is in the log. */
  readonly status?: Deno.CommandStatus;
  readonly ended: Promise<Deno.CommandStatus>;
}

const COMPLAINT = /ERROR +-|Error:|Exception:|Z [EC] /;
/** What HiveMQ and QuestDB write before the sentence itself. */
const STAMP = /^\S+[ T]\S+ +(ERROR +-|[EC]) /;
/** A log that has grown beyond this begins anew at the next start. */
const FULL = 10_000_000; // bytes

/** Opens a log to write at its end, its folder made if need be. */
export async function openLog(path: string): Promise<Deno.FsFile> {
  await Deno.mkdir(dirname(path), { recursive: true });
  const file = await Deno.open(path, { write: true, create: true, append: true });
  if ((await file.stat()).size > FULL) await file.truncate();
  return file;
}

/** Copies what `child` writes to `log` until it ends, and closes the log. */
export function follow(
  child: Deno.ChildProcess,
  log: Deno.FsFile,
  isFatal: (line: string) => boolean = () => false,
): Output {
  const { promise: ended, resolve } = Promise.withResolvers<Deno.CommandStatus>();
  const output: { -readonly [K in keyof Output]: Output[K] } = { ended };
  const encoder = new TextEncoder();
  const copy = async (stream: ReadableStream<Uint8Array>) => {
    for await (const line of lines(stream)) {
      if (COMPLAINT.test(line)) output.complaint ??= line.replace(STAMP, "");
      if (isFatal(line)) output.fatal ??= line.replace(STAMP, "");
      await log.write(encoder.encode(line + "\n")).catch(() => {}); // the disk may be full
    }
  };
  Promise.all([child.status, copy(child.stdout), copy(child.stderr)]).then(([status]) => {
    log.close();
    output.status = status;
    resolve(status);
  });
  return output;
}
