import type { ComponentChildren } from "preact";
import type { Letter } from "../../data/letters/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { deviceAt } from "../../client/letters/address.ts";
import { size } from "../../client/letters/readable.ts";
import { visibleLine } from "../../client/letters/visible.ts";
import Time from "../../islands/Time.tsx";
import { Payload } from "./Payload.tsx";
import { WhatToDo } from "./WhatToDo.tsx";

/** Letters, each to be unfolded. */
export function LetterList(
  { letters, made }: { readonly letters: readonly Letter[]; readonly made: number },
) {
  return (
    <ul class="letters">
      {letters.map((letter) => (
        <li key={letter.hash}>
          <details>
            <summary data-row>
              <Time ms={letter.last} made={made} />
              <span class="id clip">{letter.device_id ?? "–"}</span>
              <span class="why">{visibleLine(letter.sentence)}</span>
              <small class="p1">
                {letter.times > 1 && `${formatNumber(letter.times)} times`}
              </small>
              <small class="p1">{size(letter.length)}</small>
            </summary>
            <OneLetter letter={letter} made={made} />
          </details>
        </li>
      ))}
    </ul>
  );
}

function OneLetter({ letter, made }: { readonly letter: Letter; readonly made: number }) {
  const { device_id, epoch, seq, source, reason, first, last, times, truncated } = letter;
  return (
    <div class="letter">
      <dl class="letter-facts">
        <Fact name="Device">
          {device_id === null
            ? "unknown sender"
            : (
              <a class="id" href={deviceAt(device_id, last)} title="The device at this time">
                {device_id}
              </a>
            )}
        </Fact>
        <Fact name="Epoch">
          <code>{epoch ?? "–"}</code>
        </Fact>
        <Fact name="Seq">{formatNumber(seq)}</Fact>
        <Fact name="Refused by">the {source}</Fact>
        <Fact name="Code">
          <code>{reason}</code>
        </Fact>
        <Fact name="Received">
          <Time ms={last} made={made} />
        </Fact>
        {times > 1 && (
          <Fact name={`Kept ${formatNumber(times)} times since`}>
            <Time ms={first} made={made} />
          </Fact>
        )}
      </dl>
      <Payload letter={letter} />
      {truncated
        ? <p class="what-to-do">Fix the sender. What was cut can't be decoded again.</p>
        : <WhatToDo reason={reason} device={device_id ?? undefined} />}
    </div>
  );
}

function Fact(
  { name, children }: { readonly name: string; readonly children: ComponentChildren },
) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
