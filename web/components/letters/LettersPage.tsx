import { formatNumber } from "../../client/format/number.ts";
import { lettersPath, lettersQuery, NO_DEVICE } from "../../client/letters/address.ts";
import type { LettersData } from "../../client/letters/page_data.ts";
import NewerLetters from "../../islands/NewerLetters.tsx";
import { Section } from "../parts/Section.tsx";
import { CsvLink } from "./CsvLink.tsx";
import { Cut } from "./Cut.tsx";
import { Filters } from "./Filters.tsx";
import { LetterList } from "./LetterList.tsx";
import { Lines } from "./Lines.tsx";
import { NoLetters } from "./NoLetters.tsx";
import { WhatToDo } from "./WhatToDo.tsx";

/** What was refused, and why. Letters are the server's HTML alone: no script sees what is in them. */
export function LettersPage({ data }: { readonly data: LettersData }) {
  const { address, found, made } = data;
  return (
    <>
      <section class="head">
        <h1>
          <a href="/ledger" aria-current="false">Ledger</a> <span class="dim">/</span> Dead letters
        </h1>
        <small class="dead">
          <i class="sw dead" /> {formatNumber(found.total)} kept, with topic and payload
        </small>
        <div class="end">
          <a class="btn" href={`/api/dead-letters?${lettersQuery(address)}`}>JSON</a>
          <CsvLink address={address} total={found.total} />
        </div>
      </section>
      <Filters address={address} made={made} />
      {found.cut !== null && <Cut cut={found.cut} address={address} {...{ found, made }} />}
      {found.total === 0 ? <NoLetters address={address} newer={<Newer data={data} />} /> : (
        <>
          <Lines lines={data.lines} address={address} made={made} />
          <Found data={data} />
        </>
      )}
    </>
  );
}

function Found({ data }: { readonly data: LettersData }) {
  const { address, found, made } = data;
  const device = address.device === NO_DEVICE ? undefined : address.device;
  return (
    <Section title="Letters" note="newest first" end={<Newer data={data} />}>
      <WhatToDo reason={address.reason} device={device} />
      {found.letters.length === 0
        ? <p class="note">There are no letters after these.</p>
        : <LetterList letters={found.letters} made={made} />}
      <Pages data={data} />
    </Section>
  );
}

function Pages({ data: { address, found: { next }, isFirst } }: { readonly data: LettersData }) {
  if (isFirst && next === null) return null;
  return (
    <nav class="pages" aria-label="Pages of letters">
      {!isFirst && <a class="btn" href={lettersPath(address)} aria-current="false">Newest</a>}
      {next !== null && (
        <a class="btn" rel="next" href={lettersPath(address, next)} aria-current="false">Older</a>
      )}
    </nav>
  );
}

function Newer({ data: { address, found, made, isLive } }: { readonly data: LettersData }) {
  return isLive ? <NewerLetters address={address} after={found.last ?? made} /> : null;
}
