import { AXIS, type HopRow, onAxis } from "../../client/pipeline/hops.ts";
import { formatMs } from "../../client/format/number.ts";
import { formatSpan } from "../../client/format/age.ts";
import { Scroll } from "../parts/Section.tsx";

/** Where a reading spends its time: percentiles of each hop, as figures and on one axis. */
export function HopTable(
  { rows, target }: { readonly rows: readonly HopRow[]; readonly target: number },
) {
  const hops = rows.filter(({ isEnd }) => !isEnd);
  const ends = rows.filter(({ isEnd }) => isEnd);
  return (
    <Scroll label="Latency by hop">
      <table>
        <thead>
          <tr>
            <th scope="col">Hop</th>
            <th scope="col" class="p2">Measured</th>
            <th scope="col" class="p1 axis">
              <Ticks />
            </th>
            <th scope="col" class="num">p50</th>
            <th scope="col" class="num">p95</th>
            <th scope="col" class="num">p99</th>
            <th scope="col" class="num p1">Max</th>
          </tr>
        </thead>
        <tbody>{hops.map((row) => <Hop key={row.name} row={row} target={target} />)}</tbody>
        <tbody class="ends">
          {ends.map((row) => <Hop key={row.name} row={row} target={target} />)}
        </tbody>
      </table>
    </Scroll>
  );
}

function Hop({ row, target }: { readonly row: HopRow; readonly target: number }) {
  const { name, measured, p50, p95, p99, max } = row;
  const isOver = p95 !== null && p95 > target;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="p2 dim">{measured}</td>
      <td class="p1 axis">
        <Bar row={row} target={target} />
      </td>
      <td class="num">{formatMs(p50)}</td>
      <td class={isOver ? "num crit" : "num"}>
        <b>{formatMs(p95)}</b>
      </td>
      <td class="num">{formatMs(p99)}</td>
      <td class="num p1">{formatMs(max)}</td>
    </tr>
  );
}

/** Block: p50 to p95. Tick: p99. Hairline: to the greatest. */
function Bar({ row, target }: { readonly row: HopRow; readonly target: number }) {
  const { p50, p95, p99, max } = row;
  const limit = `${onAxis(target)}%`;
  return (
    <svg class="hop" aria-hidden="true">
      {AXIS.ticks.map((tick) => (
        <line
          key={tick}
          class="grid"
          x1={`${onAxis(tick)}%`}
          x2={`${onAxis(tick)}%`}
          y1="0"
          y2="100%"
        />
      ))}
      {p50 !== null && p95 !== null && max !== null && (
        <>
          <line class="hair" x1={`${onAxis(p50)}%`} x2={`${onAxis(max)}%`} y1="12" y2="12" />
          <rect
            class={p95 > target ? "over" : undefined}
            x={`${onAxis(p50)}%`}
            width={`${Math.max(0.6, onAxis(p95) - onAxis(p50))}%`}
            y="7"
            height="10"
          />
        </>
      )}
      {p99 !== null && (
        <line class="tick" x1={`${onAxis(p99)}%`} x2={`${onAxis(p99)}%`} y1="4" y2="20" />
      )}
      <line class="target" x1={limit} x2={limit} y1="0" y2="100%" />
    </svg>
  );
}

function Ticks() {
  return (
    <svg class="log" role="img" aria-label="Logarithmic axis from 0.1 ms to 10 s">
      {AXIS.ticks.map((tick, i) => (
        <text
          key={tick}
          x={`${onAxis(tick)}%`}
          y="11"
          text-anchor={i === 0 ? "start" : i === AXIS.ticks.length - 1 ? "end" : "middle"}
        >
          {tick < 1 ? "0.1 ms" : formatSpan(tick)}
        </text>
      ))}
    </svg>
  );
}
