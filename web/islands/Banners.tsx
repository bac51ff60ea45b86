import type { ComponentChildren } from "preact";
import type { PartName, Standing } from "../data/health_types.ts";
import { formatAge } from "../client/format/age.ts";
import { formatTime } from "../client/format/time.ts";
import { clock, parts, pausedAt, resume, streamState } from "../client/live/session.ts";
import { type Held, held } from "../client/live/held.ts";
import { showRangeText } from "../client/range/range_text.ts";
import { zone } from "../client/settings.ts";

/** Between strip and page: what keeps the page from being live, and since when. */
export default function Banners() {
  const now = clock.value;
  return (
    <>
      {pausedAt.value !== null && <Paused since={pausedAt.value} />}
      {held.value !== null && now > 0 && <HeldBanner {...held.value} now={now} />}
      {pausedAt.value === null && streamState.value.at === "lost" && now > 0 && (
        <Lost {...streamState.value} now={now} />
      )}
      {pausedAt.value === null && streamState.value.at === "live" &&
        down().map(([name, part]) => <PartDown key={name} name={name} {...part} now={now} />)}
    </>
  );
}

/** A stream that is gone for less than this comes back before anyone has read about it, in ms. */
const PATIENCE = 1_500;

function Lost(
  { since, retryAt, now }: {
    readonly since: number;
    readonly retryAt: number;
    readonly now: number;
  },
) {
  if (Date.now() - since < PATIENCE) return null;
  const wait = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
  return (
    <Banner class="crit" mark="offline" title={`Not live since ${timeOf(since, now)}`}>
      <p>
        The dashboard's server does not answer; trying again in {wait}{" "}
        s. Values are as of then. Devices go on storing.
      </p>
      <button type="button" onClick={resume}>Try now</button>
    </Banner>
  );
}

function Paused({ since }: { readonly since: number }) {
  return (
    <Banner class="stale" mark="pause" title={`Paused at ${timeOf(since, since)}`}>
      <p>The screen stands still. Readings are still stored.</p>
      <button type="button" onClick={resume}>
        Back to live <kbd>p</kbd>
      </button>
    </Banner>
  );
}

function HeldBanner({ range, back, now }: Held & { readonly now: number }) {
  return (
    <Banner class="off" mark="half" title={`Shown: ${showRangeText(range, zone.value, now)}`}>
      <p>Charts stand still while you look; the values above them go on.</p>
      <button type="button" onClick={back}>
        Back to live <kbd>Esc</kbd>
      </button>
    </Banner>
  );
}

/** The parts whose failure shows on every page, and what it means there. */
const MEANING: Partial<Record<PartName, readonly [string, string]>> = {
  database: [
    "The database does not answer",
    "Values are as of then; devices keep what is not stored.",
  ],
  ingest: [
    "The ingest does not answer",
    "Nothing new is stored; devices keep their readings until it is back.",
  ],
  broker: [
    "The broker does not answer",
    "Nothing new arrives; devices keep their readings until it is back.",
  ],
  live: ["The live query fails", "Values are as of then."],
};

interface DownPart {
  readonly status: Standing;
  readonly since: number;
  readonly detail: string;
}

function down(): [PartName, DownPart][] {
  return (Object.entries(parts.value) as [PartName, DownPart][])
    .filter(([name, part]) => part.status === "down" && name in MEANING);
}

function PartDown({ name, since, detail, now }: DownPart & { name: PartName; now: number }) {
  const [title, meaning] = MEANING[name]!;
  return (
    <Banner class="crit" mark="tri" title={`${title} since ${timeOf(since, now)}`}>
      <p>
        {now > since ? `For ${formatAge(now - since)}. ` : ""}
        {meaning} <small>{detail}</small>
      </p>
      <a class="btn" href="/health" aria-current="false">What to do</a>
    </Banner>
  );
}

function Banner(
  { class: colour, mark, title, children }: {
    readonly class: string;
    readonly mark: string;
    readonly title: string;
    readonly children: ComponentChildren;
  },
) {
  return (
    <div class={`banner ${colour}`}>
      <i class={`i ${mark}`} />
      {/* Only what doesn't tick is read aloud by itself. */}
      <span role={colour === "crit" ? "alert" : undefined}>{title}</span>
      {children}
    </div>
  );
}

function timeOf(ms: number, now: number): string {
  return formatTime(ms, zone.value, now);
}
