/** `/api/dead-letters…`: what was refused, and why. */
import type { Context } from "fresh";
import { csvLines, csvTime } from "../client/export/csv.ts";
import { upToCut } from "../client/letters/address.ts";
import { MOST_IN_FILE } from "../data/letters/list.ts";
import type { Letter, LetterParts, LettersQuery } from "../data/letters/types.ts";
import type { Api } from "../http/api_errors.ts";
import { jsonNow } from "../http/json.ts";
import type { State } from "../utils.ts";
import { lettersQueryOf } from "./letters_query.ts";

/** Letters of an answer; each may be 16 KiB, a little more as base64. */
const JSON_LETTERS = { usual: 50, most: 200 };
const CSV_LETTERS = { usual: MOST_IN_FILE, most: MOST_IN_FILE };

/** Registers what is asked of dead letters. */
export function lettersApi(api: Api): void {
  api.get("/api/dead-letters", async ({ state, url }) => {
    const query = lettersQueryOf(url.searchParams, Date.now(), JSON_LETTERS);
    return jsonNow(await state.data.letters.page(query));
  })
    .get("/api/dead-letters.csv", asCsv);
}

const COLUMNS = [
  ...["first_received", "last_received", "times", "reason", "sentence", "source", "device_id"],
  ...["epoch", "seq", "topic", "length", "truncated", "encoding", "payload"],
];

async function asCsv({ state, url }: Context<State>): Promise<Response> {
  const query = lettersQueryOf(url.searchParams, Date.now(), CSV_LETTERS);
  const found = await state.data.letters.parts(query);
  const headers = new Headers({
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": 'attachment; filename="dead-letters.csv"',
    "cache-control": "no-store",
  });
  const next = nextOf(url, query, found);
  if (next !== null) headers.set("link", `<${url.pathname}?${next}>; rel="next"`);
  const body = ReadableStream.from(linesOf(found)).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers });
}

/** The query for the letters that come after these, or that were not looked at. */
function nextOf(
  { searchParams }: URL,
  { range }: LettersQuery,
  { next, cut }: LetterParts,
): URLSearchParams | null {
  const { before: _, ...asked } = Object.fromEntries(searchParams);
  if (next !== null) return new URLSearchParams({ ...asked, before: next });
  return cut === null ? null : new URLSearchParams(upToCut(asked, range.from, cut));
}

async function* linesOf({ parts }: LetterParts): AsyncGenerator<string> {
  yield csvLines([COLUMNS]);
  for await (const letters of parts) yield csvLines(letters.map(toCells));
}

function toCells(letter: Letter) {
  const { first, last, times, reason, sentence, source, device_id, epoch, seq } = letter;
  const { topic, length, truncated, encoding, payload } = letter;
  const received = [csvTime(first), csvTime(last), times];
  const said = [topic, length, truncated, encoding, payload];
  return [...received, reason, sentence, source, device_id, epoch, seq, ...said];
}
